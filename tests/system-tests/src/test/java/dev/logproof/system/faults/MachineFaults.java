package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.InconclusiveTest;
import dev.logproof.system.support.Metrics;
import dev.logproof.system.support.SmallDisk;
import dev.logproof.system.support.Waits;
import dev.logproof.system.support.WallClock;
import dev.logproof.system.support.WallClock.Jump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Faults of the host: wall-clock jumps and a full disk. */
final class MachineFaults {
  private static final int LOAD_SECONDS = 5;
  private static final int SHORT_SECONDS = 4;
  private static final int FULL_SECONDS = 60;

  /** Smaller than the load, but large enough for an empty file system. */
  private static final String DISK_SIZE = "512k";

  private MachineFaults() {}

  static List<FaultCase> all() {
    List<FaultCase> all = new ArrayList<>();
    for (Jump jump : Jump.values()) {
      Clients byDefault = jump == Jump.FORWARD ? Clients.WITHOUT_ACKS : Clients.NONE;
      all.add(new FaultCase("clock-jump-" + jump, byDefault, run -> jumping(run, jump)));
      all.add(
          new FaultCase(
              "clock-jump-" + jump + "-at-stop", Clients.NONE, run -> jumpingAtStop(run, jump)));
    }
    all.add(new FaultCase("disk-full", Clients.NONE, MachineFaults::diskFull));
    return all;
  }

  /** AWS rejects signatures of a clock that is one hour off. */
  private static Expectation jumping(FaultRun run, Jump jump)
      throws IOException, InterruptedException {
    WallClock clock = WallClock.in(run.directory());
    AggregatorTask task = run.startTaskIn(clock.setting());
    run.startLoad(LOAD_SECONDS);
    Metrics metrics = new Metrics(task.metricsPort());
    Waits.await().until(() -> metrics.sum("logproof_delivered_events_total"), count -> count > 0);
    clock.jump(jump);
    run.awaitLoad();
    run.stop(task);
    clock.assertJumped(task, jump);
    return Expectation.duplicates(0);
  }

  /** Jumps while the task drains after throttling. */
  private static Expectation jumpingAtStop(FaultRun run, Jump jump)
      throws IOException, InterruptedException {
    WallClock clock = WallClock.in(run.directory());
    AggregatorTask task = run.startTaskIn(clock.setting());
    run.faults().begin("{'fault':'throttle'}");
    run.startLoad(LOAD_SECONDS);
    if (!run.acks()) {
      run.awaitLoad();
    }
    AggregatorTask next = run.startTask("--spool-dir", "next-spool");
    task.program().process().destroy();
    Waits.await().until(() -> task.program().stderr().contains("stopping: "));
    clock.jump(jump);
    run.faults().end();
    run.stop(task);
    LoadResult load = run.awaitLoad();
    run.stop(next);
    clock.assertJumped(task, jump);
    return Expectation.duplicatesUpTo(load.resentEvents());
  }

  /** While Firehose is throttled, events remain in memory and clients wait. */
  private static Expectation diskFull(FaultRun run) throws IOException, InterruptedException {
    Path disk = Files.createDirectories(run.directory().resolve("disk"));
    FaultRun.Setting small = SmallDisk.mountedAt(disk, DISK_SIZE);
    AggregatorTask task =
        run.startTaskIn(small, "--config", KillFaults.diskConfig(run, disk.resolve("buffer")));
    long millis = run.millis(SHORT_SECONDS, FULL_SECONDS);
    run.startLoad(run.seconds(SHORT_SECONDS, FULL_SECONDS));
    run.faults().begin("{'fault':'throttle','forMillis':" + millis + "}");
    run.awaitFaultPassed();
    run.awaitLoad();
    run.stop(task);
    String log = task.program().stderr();
    if (!log.contains("cannot write chunks to disk")) {
      throw new InconclusiveTest("the disk was never full");
    }
    assertThat(log).contains("No space left on device");
    return Expectation.duplicates(0);
  }
}

package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.Metrics;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Kills a task. */
final class KillFaults {
  private static final int LOAD_SECONDS = 3;

  /** Exceeds the events received before the first chunk is sealed. */
  private static final int HELD_EVENTS = 1_000;

  private KillFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase("sigkill", Clients.WITH_ACKS, KillFaults::killed),
        new FaultCase("sigkill-spooled", Clients.NONE, KillFaults::killedWithDisk));
  }

  /** Acknowledges events once they are spooled. */
  static String diskConfig(FaultRun run, Path buffer) throws IOException {
    return FluentConf.withSources("ack_on spooled")
        .firehose("**", FluentConf.S3_STREAM, "@type file", "path " + buffer, "flush_interval 0.2")
        .write(run.directory().resolve("disk-" + buffer.getFileName() + ".conf"));
  }

  /** Acknowledged events are delivered; clients resend the others. */
  private static Expectation killed(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask next = run.startTask("--spool-dir", "next-spool");
    AggregatorTask task = run.startTask();
    run.startLoad(LOAD_SECONDS);
    run.register(List.of(next));
    task.program().process().destroyForcibly();
    LoadResult load = run.awaitLoad();
    run.stop(next);
    return may(run, load);
  }

  /**
   * Kills a task while Firehose rejects every call: the next task delivers acknowledged events from
   * disk. Without acknowledgements, events since the last sync are lost.
   */
  private static Expectation killedWithDisk(FaultRun run) throws IOException, InterruptedException {
    String other = diskConfig(run, run.directory().resolve("other"));
    String own = diskConfig(run, run.directory().resolve("own"));
    AggregatorTask next = run.startTask("--config", other);
    AggregatorTask task = run.startTask("--config", own);
    run.faults().begin("{'fault':'throttle'}");
    run.startLoad(LOAD_SECONDS);
    run.register(List.of(next));
    Metrics metrics = new Metrics(task.metricsPort());
    double held =
        Waits.await()
            .until(() -> metrics.sum("logproof_pending_events"), count -> count > HELD_EVENTS);
    task.program().process().destroyForcibly().waitFor();
    run.faults().end();
    AggregatorTask heir = run.startTask("--config", own);
    LoadResult load = run.awaitLoad();
    run.stop(next);
    ExitLine taken = run.stop(heir);
    assertThat(taken.recovered()).as("%s of %.0f events held", taken, held).isPositive();
    return may(run, load);
  }

  private static Expectation may(FaultRun run, LoadResult load) {
    return run.acks()
        ? Expectation.duplicatesUpTo(load.resentEvents())
        : new Expectation(load.tracersAttempted(), 0, true, false);
  }
}

package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.clients.ReconnectingClient;
import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.InconclusiveTest;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Stops while Firehose is unavailable, the spool is damaged, or clients reconnect. */
final class StopFaults {
  private static final int LOAD_SECONDS = 3;
  private static final int TORN_BYTES = 100;

  private StopFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase("sigterm-recovering", Clients.NONE, StopFaults::recovering),
        new FaultCase("sigterm-spooled", Clients.WITH_ACKS, StopFaults::spooled),
        new FaultCase("spool-torn", Clients.WITHOUT_ACKS, StopFaults::torn),
        new FaultCase("reconnect-in-drain", Clients.NONE, StopFaults::reconnecting));
  }

  /** Without acknowledgements, waits for the end of the load. */
  private static void loadUntilStop(FaultRun run) throws IOException, InterruptedException {
    run.startLoad(LOAD_SECONDS);
    if (!run.acks()) {
      run.awaitLoad();
    }
  }

  /**
   * Firehose recovers after retry backoff has exceeded the stop timeout; the task still delivers
   * everything.
   */
  private static Expectation recovering(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask task = run.startTask("--stop-timeout", "12s");
    run.faults().begin("{'fault':'throttle','forMillis':" + run.millis(17, 60) + "}");
    loadUntilStop(run);
    AggregatorTask next = run.startTask("--spool-dir", "next-spool");
    run.awaitFaultPassed();
    run.faults().begin("{'fault':'throttle','forMillis':4000}");
    run.stop(task);
    LoadResult load = run.awaitLoad();
    run.stop(next);
    return Expectation.duplicatesUpTo(load.resentEvents());
  }

  /** The next task delivers the spooled events; clients with acknowledgements resend them. */
  private static Expectation spooled(FaultRun run) throws IOException, InterruptedException {
    ExitLine left = stopThrottled(run);
    AggregatorTask next = run.startTask();
    run.awaitLoad();
    ExitLine taken = run.stop(next);
    assertThat(taken.recovered()).isEqualTo(left.spooled()).isPositive();
    return Expectation.duplicates(run.acks() ? taken.recovered() : 0);
  }

  private static ExitLine stopThrottled(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask task = run.startTask("--stop-timeout", "6s");
    run.faults().begin("{'fault':'throttle'}");
    loadUntilStop(run);
    ExitLine left = run.stop(task);
    assertThat(left.spooled()).as("%s", left).isEqualTo(left.pending()).isPositive();
    run.faults().end();
    return left;
  }

  /** Truncates the spool: the next task delivers intact events and keeps the damaged file. */
  private static Expectation torn(FaultRun run) throws IOException, InterruptedException {
    ExitLine left = stopThrottled(run);
    Path spool = run.directory().resolve("spool");
    tear(spool);
    AggregatorTask next = run.startTask();
    run.awaitLoad();
    ExitLine taken = run.stop(next);
    assertThat(taken.recovered()).isPositive().isLessThan(left.spooled());
    assertThat(taken.leftOnDisk()).isTrue();
    assertThat(files(spool, ".damaged")).hasSize(1);
    return run.acks()
        ? Expectation.duplicates(taken.recovered())
        : new Expectation(left.spooled() - taken.recovered(), 0, false, false);
  }

  private static void tear(Path spool) throws IOException {
    Path file = files(spool, ".spool").get(0);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - TORN_BYTES);
    }
  }

  private static List<Path> files(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  /**
   * A listener left open during the drain would lose clients' events in its backlog; the counters
   * must include every accepted event.
   */
  private static Expectation reconnecting(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask next = run.startTask("--spool-dir", "next-spool");
    AggregatorTask task = run.startTask();
    RunningProgram load = run.startLoad(LOAD_SECONDS);
    run.register(List.of(next));
    ReconnectingClient redialling = new ReconnectingClient(task);
    ExitLine left = redialling.whileStopping(() -> run.stop(task));
    LoadResult sent = run.awaitLoad();
    ExitLine taken = run.stop(next);
    assertThat(load.process().isAlive()).isFalse();
    if (redialling.confirmed() == 0) {
      throw new InconclusiveTest("nobody was accepted during the drain");
    }
    long received = left.received() + taken.received();
    assertThat(received)
        .as("%d by others, of whom %d may have been", redialling.confirmed(), redialling.doubtful())
        .isGreaterThanOrEqualTo(sent.events() - mostLost(run) + redialling.confirmed());
    return run.acks()
        ? Expectation.duplicatesUpTo(sent.resentEvents())
        : new Expectation(mostLost(run), 0, true, false);
  }

  /** A client that never reads can write a line at the moment of the reset. */
  private static long mostLost(FaultRun run) {
    return run.acks() ? 0 : 1;
  }
}

package dev.logproof.system.faults;

import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.InconclusiveTest;
import dev.logproof.system.support.Metrics;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.util.List;

/** Faults of a buffer too small for failing delivery. */
final class BufferFaults {
  private static final int SHORT_SECONDS = 5;
  private static final int FULL_SECONDS = 60;
  private static final long LIMIT_BYTES = 512 << 10;

  private BufferFaults() {}

  static List<FaultCase> all() {
    return List.of(new FaultCase("buffer-full", Clients.NONE, BufferFaults::bufferFull));
  }

  /** Inconclusive unless the buffer is full for at least half of the fault. */
  private static Expectation bufferFull(FaultRun run) throws IOException, InterruptedException {
    String config =
        FluentConf.withSources()
            .firehose(
                "**",
                FluentConf.S3_STREAM,
                "flush_interval 0.2",
                "chunk_limit_size 64k",
                "total_limit_size " + LIMIT_BYTES,
                "flush_thread_count 4")
            .write(run.directory().resolve("small.conf"));
    AggregatorTask task = run.startTask("--config", config);
    int seconds = run.seconds(SHORT_SECONDS, FULL_SECONDS);
    run.startLoad("2MB/s", 8, 2 * seconds, List.of("--ack-window=4096"));
    long millis = 1_000L * seconds;
    run.faults().begin("{'fault':'throttle','forMillis':" + millis + "}");
    long fullMillis = fullMillis(run, new Metrics(task.metricsPort()));
    System.out.println("    the buffer was full for " + fullMillis + " of " + millis + " ms");
    if (fullMillis < millis / 2) {
      throw new InconclusiveTest("the buffer was full for " + fullMillis + " of " + millis + " ms");
    }
    return FirehoseFaults.settled(run, task);
  }

  private static long fullMillis(FaultRun run, Metrics metrics) {
    FullStretch stretch = new FullStretch();
    Waits.await(FaultRun.TIME_LIMIT)
        .until(
            () -> {
              boolean active = run.faults().done().active();
              if (active) {
                stretch.sample(metrics.sum("logproof_buffered_bytes") >= LIMIT_BYTES);
              }
              return !active;
            });
    return stretch.longestMillis;
  }

  /** Tracks the longest period of full samples. */
  private static final class FullStretch {
    private long longestMillis;
    private long sinceNanos;
    private boolean full;

    void sample(boolean now) {
      if (now && !full) {
        sinceNanos = System.nanoTime();
      }
      full = now;
      if (full) {
        longestMillis = Math.max(longestMillis, (System.nanoTime() - sinceNanos) / 1_000_000);
      }
    }
  }
}

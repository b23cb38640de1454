package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.faults.SeriesFit.Sample;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.InconclusiveTest;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.Metrics;
import dev.logproof.system.support.ProcessMemory;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Throttles Firehose under more load than the buffer holds: memory must not grow once it is full.
 * Run by {@code bin/fault-suite --outage-minutes 10}.
 */
@EnabledIfSystemProperty(named = "logproof.outage.minutes", matches = "\\d+")
@Tag("full")
class OutageMemoryIT {
  private static final int MINUTES = Integer.getInteger("logproof.outage.minutes", 1);
  private static final String RATE = "20MB/s";
  private static final long LIMIT_BYTES = 256L << 20;
  private static final int SAMPLE_SECONDS = 2;

  /** Besides the buffer: heap, code, threads, open chunks and data read by connections. */
  private static final long CONSTANT_BYTES = 384L << 20;

  /** The load is stopped only after the outage. */
  private static final int SECONDS_MORE = 60;

  @TempDir Path directory;

  private final List<Sample> resident = new ArrayList<>();
  private final List<Sample> heap = new ArrayList<>();
  private final List<Sample> direct = new ArrayList<>();

  @Test
  void keepsMemoryFlatDuringOutage() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory, "--faults");
        FaultRun run = new FaultRun(cloud, directory.resolve("outage"), false, false)) {
      AggregatorTask task =
          run.startTaskIn(
              new FaultRun.Setting(
                  List.of(), Map.of("LOGPROOF_JAVA_FLAGS", ProcessMemory.JAVA_FLAGS)),
              "--config",
              config(run));
      run.faults().begin("{'fault':'throttle'}");
      run.startLoad(RATE, 8, MINUTES * 60 + SECONDS_MORE, List.of());
      awaitFull(task);
      sample(task);
      run.endLoad();
      run.faults().end();
      check();
      assertThat(run.stop(task).balanced()).isTrue();
    }
  }

  private static String config(FaultRun run) throws IOException {
    return FluentConf.withSources()
        .firehose(
            "**",
            FluentConf.S3_STREAM,
            "flush_interval 1",
            "chunk_limit_size 1m",
            "total_limit_size " + LIMIT_BYTES)
        .write(run.directory().resolve("fluent.conf"));
  }

  /** Inconclusive if the buffer limit was scaled down to the JVM's memory. */
  private static void awaitFull(AggregatorTask task) throws IOException {
    Metrics metrics = new Metrics(task.metricsPort());
    try {
      Waits.await()
          .until(() -> metrics.sum("logproof_buffered_bytes"), bytes -> bytes >= LIMIT_BYTES);
    } catch (ConditionTimeoutException e) {
      throw new InconclusiveTest(
          "the buffer was not full: " + e.getMessage() + "\n" + task.program().stderr());
    }
  }

  private void sample(AggregatorTask task) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    for (int at = 0; at <= MINUTES * 60; at += SAMPLE_SECONDS) {
      long leftNanos = startNanos + TimeUnit.SECONDS.toNanos(at) - System.nanoTime();
      boolean ended =
          task.program().process().waitFor(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
      assertThat(ended).as("the task ended by itself").isFalse();
      ProcessMemory now = ProcessMemory.of(task.program().process().pid());
      resident.add(new Sample(at, now.residentBytes()));
      heap.add(new Sample(at, now.heapBytes()));
      direct.add(new Sample(at, now.directBytes()));
    }
  }

  private void check() throws IOException {
    SeriesFit whole = SeriesFit.of(resident);
    List<String> lines =
        List.of(
            String.format(
                Locale.ROOT,
                "outage of %d min at %s offered, total_limit_size %d MiB, full buffer",
                MINUTES,
                RATE,
                LIMIT_BYTES >> 20),
            "heap     " + SeriesFit.of(heap),
            "direct   " + SeriesFit.of(direct),
            "resident " + whole,
            String.format(
                Locale.ROOT,
                "resident beside the buffer: %.1f MiB of the %d MiB stated",
                (whole.meanBytes() - LIMIT_BYTES) / (1 << 20),
                CONSTANT_BYTES >> 20));
    lines.forEach(System.out::println);
    Files.write(RunningProgram.home().resolve("tests/system-tests/target/fault-outage.txt"), lines);
    for (List<Sample> series : List.of(heap, direct, resident)) {
      assertThat(SeriesFit.of(series)).matches(SeriesFit::isFlat);
    }
    assertThat(whole.meanBytes()).isLessThan((double) LIMIT_BYTES + CONSTANT_BYTES);
  }
}

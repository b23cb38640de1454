package dev.logproof.system.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.faults.FaultRun;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares two streams under the same load, one with {@code aggregate_records}: sorted lines, since
 * concurrent requests reorder them, and AWS's bill, which rounds each record up to 5 KB.
 */
@Tag("full")
class AggregatedBytesIT {
  private static final long BILLED_STEP_BYTES = 5 * 1024;
  private static final int SECONDS = 4;
  private static final double MOST_BILLED = 1.02;

  /** Ratio of billed to payload bytes; lines are much smaller than 5 KB. */
  private static final double LEAST_BILLED_WITHOUT = 15;

  @TempDir Path directory;

  private static String config(Path file) throws IOException {
    String[] buffer = {"flush_interval 2", "chunk_limit_size 1m"};
    return FluentConf.withSources()
        .section("<system>", List.of("workers 1"))
        .firehose("packed", FluentConf.S3_STREAM, List.of("aggregate_records true"), buffer)
        .firehose("single", FluentConf.SEARCH_STREAM, buffer)
        .write(file);
  }

  @Test
  void keepsBytesAndLowersBillWhenAggregating() throws Exception {
    String config = config(directory.resolve("fluent.conf"));
    try (LocalCloud cloud = LocalCloud.start(directory)) {
      long events;
      try (AggregatorTask task =
          AggregatorTask.start(directory, cloud.environment(), "--config", config)) {
        sendTwice(task);
        assertThat(task.stop()).isZero();
        events = ExitLine.parse(task.accounting()).delivered();
      }
      List<String> single = awaitSorted(cloud, "frontend/", events / 2);
      List<String> packed = awaitSorted(cloud, "backend/", events / 2);
      assertThat(packed).isEqualTo(single).isNotEmpty();
      compareBills(single, cloud.stopAndCount() - single.size());
    }
  }

  /** Tags of equal length keep frames and schedule identical. */
  private void sendTwice(AggregatorTask task) throws IOException, InterruptedException {
    Instant start = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MILLIS);
    try (RunningProgram packed = load(task, "packed", start);
        RunningProgram single = load(task, "single", start)) {
      assertThat(packed.awaitEnd(FaultRun.TIME_LIMIT)).as(packed.stderr()).isIn(0, 2);
      assertThat(single.awaitEnd(FaultRun.TIME_LIMIT)).as(single.stderr()).isIn(0, 2);
    }
  }

  private RunningProgram load(AggregatorTask task, String tag, Instant start) throws IOException {
    return Loadgen.start(
        directory,
        task,
        "--tag=" + tag,
        "--rate=6MB/s",
        "--lines=numbered",
        "--seed=7",
        "--run-id=same-bytes",
        "--start-at=" + start,
        "--duration=" + SECONDS + "s",
        "--journal=" + directory.resolve(tag));
  }

  private static List<String> awaitSorted(LocalCloud cloud, String prefix, long expected) {
    return cloud.awaitLines(prefix, expected, ISO_8859_1).stream().sorted().toList();
  }

  /** Rounding adds less than one step per record. */
  private static void compareBills(List<String> lines, long packedRecords) {
    long payload = lines.stream().mapToLong(line -> line.length() + 1L).sum();
    long billed = lines.stream().mapToLong(line -> roundedUp(line.length() + 1L)).sum();
    double without = (double) billed / payload;
    double with = (payload + packedRecords * (BILLED_STEP_BYTES - 1.0)) / payload;
    System.out.printf(
        Locale.ROOT,
        "aggregate_records: %d lines, %d bytes; billed %.2f times that in %d records without, at"
            + " most %.4f times in %d records with%n",
        lines.size(),
        payload,
        without,
        lines.size(),
        with,
        packedRecords);
    assertThat(without).isGreaterThan(LEAST_BILLED_WITHOUT);
    assertThat(with).isLessThan(MOST_BILLED);
  }

  private static long roundedUp(long bytes) {
    return (bytes + BILLED_STEP_BYTES - 1) / BILLED_STEP_BYTES * BILLED_STEP_BYTES;
  }
}

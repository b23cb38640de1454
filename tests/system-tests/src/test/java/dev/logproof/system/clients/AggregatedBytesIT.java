package dev.logproof.system.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.faults.FaultRun;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.Eventually;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

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

  private static final Pattern ACCEPTED = Pattern.compile("accounting: accepted=(\\d+) ");

  @TempDir Path directory;

  private static final String CONFIG =
      """
      <system>
        workers 1
      </system>
      <source>
        @type forward
      </source>
      <source>
        @type http
      </source>
      <match packed>
        @type kinesis_firehose
        delivery_stream_name s3-delivery-stream
        aggregate_records true
        <buffer>
          flush_interval 2
          chunk_limit_size 1m
        </buffer>
      </match>
      <match single>
        @type kinesis_firehose
        delivery_stream_name elasticsearch-delivery-stream
        <buffer>
          flush_interval 2
          chunk_limit_size 1m
        </buffer>
      </match>
      """;

  @Test
  void keepsBytesAndLowersBillWhenAggregating() throws Exception {
    Path config = Files.writeString(directory.resolve("fluent.conf"), CONFIG);
    try (LocalCloud cloud = LocalCloud.start(directory);
        S3Client s3 = cloud.s3()) {
      long events;
      try (AggregatorTask task =
          AggregatorTask.start(directory, cloud.environment(), "--config", config.toString())) {
        sendTwice(task);
        assertThat(task.stop()).isZero();
        events = ExitLine.parse(task.accounting()).delivered();
      }
      List<String> single = awaitLines(cloud, s3, "frontend/", events / 2);
      List<String> packed = awaitLines(cloud, s3, "backend/", events / 2);
      assertThat(packed).isEqualTo(single).isNotEmpty();
      compareBills(single, accepted(cloud) - single.size());
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
    return RunningProgram.start(
        directory,
        Map.of(),
        "loadgen",
        "run",
        "--quiet",
        "--target=127.0.0.1:" + task.forwardPort(),
        "--tag=" + tag,
        "--rate=6MB/s",
        "--lines=numbered",
        "--seed=7",
        "--run-id=same-bytes",
        "--start-at=" + start,
        "--duration=" + SECONDS + "s",
        "--journal=" + directory.resolve(tag));
  }

  private static List<String> awaitLines(
      LocalCloud cloud, S3Client s3, String prefix, long expected) throws IOException {
    return Eventually.has(() -> lines(cloud, s3, prefix), lines -> lines.size() >= expected);
  }

  private static List<String> lines(LocalCloud cloud, S3Client s3, String prefix)
      throws IOException {
    String text = new String(cloud.read(s3, prefix), ISO_8859_1);
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.sort(String::compareTo);
    return lines;
  }

  private static long accepted(LocalCloud cloud) throws IOException, InterruptedException {
    cloud.stop();
    Matcher matcher = ACCEPTED.matcher(cloud.stderr());
    assertThat(matcher.find()).as(cloud.stderr()).isTrue();
    return Long.parseLong(matcher.group(1));
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

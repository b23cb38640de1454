package dev.logproof.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests intervals and percentiles. */
class LatencyLogTest {
  private static final long START_MILLIS = 1_767_323_040_000L;
  private static final long MILLI_NANOS = 1_000_000;

  @TempDir Path directory;
  private final Latencies latencies = new Latencies();

  /** Due at 0; the write started at 8 ms. */
  private void write(int events, long nowMillis) {
    latencies.written(
        new long[] {0}, new int[] {events}, 0, 1, 8 * MILLI_NANOS, nowMillis * MILLI_NANOS);
  }

  private void writeFirstSecond(LatencyLog log, int events, long nowMillis) throws IOException {
    write(events, nowMillis);
    log.add(latencies.next(), START_MILLIS + 1_000);
  }

  private List<Histogram> read() throws IOException {
    List<Histogram> all = new ArrayList<>();
    try (HistogramLogReader reader =
        new HistogramLogReader(directory.resolve(LatencyLog.FILE_NAME).toFile())) {
      for (EncodableHistogram next = reader.nextIntervalHistogram();
          next != null;
          next = reader.nextIntervalHistogram()) {
        all.add((Histogram) next);
      }
    }
    return all;
  }

  @Test
  void writesOneIntervalPerSecondAndKind() throws IOException {
    try (LatencyLog log = LatencyLog.create(directory, START_MILLIS)) {
      writeFirstSecond(log, 3, 10);
      write(5, 12);
      latencies.acknowledged(0, 8 * MILLI_NANOS, 50 * MILLI_NANOS, 5);
      log.add(latencies.next(), START_MILLIS + 2_000);
      log.add(latencies.next(), START_MILLIS + 3_000);
    }
    List<Histogram> intervals = read();
    assertThat(intervals)
        .extracting(Histogram::getTag)
        .containsExactly(
            "write-corrected",
            "write-uncorrected",
            "write-corrected",
            "write-uncorrected",
            "ack-corrected",
            "ack-uncorrected");
    assertThat(intervals)
        .extracting(Histogram::getTotalCount)
        .containsExactly(3L, 3L, 5L, 5L, 5L, 5L);
    assertThat(intervals.get(0).getStartTimeStamp()).isEqualTo(START_MILLIS);
    assertThat(intervals.get(2).getStartTimeStamp()).isEqualTo(START_MILLIS + 1_000);
    assertThat(intervals.get(2).getEndTimeStamp()).isEqualTo(START_MILLIS + 2_000);
    assertThat(intervals.get(1).getMaxValue()).isEqualTo(2_000);
  }

  @Test
  void computesPercentilesOverAllIntervals() throws IOException {
    try (LatencyLog log = LatencyLog.create(directory, START_MILLIS)) {
      writeFirstSecond(log, 989, 10);
      write(9, 100);
      write(2, 1_000);
      log.add(latencies.next(), START_MILLIS + 2_000);
      List<LoadResult.Latency> percentiles = log.percentiles();
      assertThat(percentiles)
          .extracting(LoadResult.Latency::kind)
          .containsExactly("write-corrected", "write-uncorrected");
      LoadResult.Latency corrected = percentiles.get(0);
      assertThat(corrected.events()).isEqualTo(1_000);
      assertThat(corrected.p50Millis()).isCloseTo(10, within(0.01));
      assertThat(corrected.p90Millis()).isCloseTo(10, within(0.01));
      assertThat(corrected.p99Millis()).isCloseTo(100, within(0.1));
      assertThat(corrected.p999Millis()).isCloseTo(1_000, within(1.0));
      assertThat(corrected.maxMillis()).isCloseTo(1_000, within(1.0));
      assertThat(percentiles.get(1).p50Millis()).isCloseTo(2, within(0.01));
    }
  }
}

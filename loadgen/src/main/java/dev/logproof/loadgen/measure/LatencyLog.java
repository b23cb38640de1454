package dev.logproof.loadgen.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes {@value #FILE_NAME}, one interval per {@link LatencyKind} and second, and sums all
 * intervals. Confined to the main thread.
 */
public final class LatencyLog implements AutoCloseable {
  public static final String FILE_NAME = "latency.hlog";

  private static final double MICROS_A_MILLI = 1_000;

  private final PrintStream out;
  private final HistogramLogWriter log;
  private final LatencyInterval total = new LatencyInterval();
  private long lastMillis;

  private LatencyLog(PrintStream out, long startMillis) {
    this.out = out;
    this.log = new HistogramLogWriter(out);
    this.lastMillis = startMillis;
  }

  /** Creates the file; the first interval starts at {@code startMillis}. */
  public static LatencyLog create(Path directory, long startMillis) throws IOException {
    PrintStream out =
        new PrintStream(Files.newOutputStream(directory.resolve(FILE_NAME)), false, UTF_8);
    LatencyLog file = new LatencyLog(out, startMillis);
    file.log.outputComment("[microseconds of each event, by tag]");
    file.log.outputLogFormatVersion();
    file.log.outputLegend();
    return file;
  }

  /** Appends an interval that ends at {@code endMillis}. */
  public void add(LatencyInterval interval, long endMillis) {
    for (LatencyKind kind : LatencyKind.values()) {
      Histogram histogram = interval.of(kind);
      if (histogram.getTotalCount() > 0) {
        histogram.setTag(kind.tag());
        histogram.setStartTimeStamp(lastMillis);
        histogram.setEndTimeStamp(Math.max(lastMillis, endMillis));
        log.outputIntervalHistogram(histogram);
      }
    }
    out.flush();
    total.add(interval);
    lastMillis = Math.max(lastMillis, endMillis);
  }

  /** Percentiles over all intervals, for each kind with values. */
  public List<LoadResult.Latency> percentiles() {
    List<LoadResult.Latency> all = new ArrayList<>();
    for (LatencyKind kind : LatencyKind.values()) {
      Histogram histogram = total.of(kind);
      if (histogram.getTotalCount() > 0) {
        all.add(
            new LoadResult.Latency(
                kind.tag(),
                histogram.getTotalCount(),
                millis(histogram, 50),
                millis(histogram, 90),
                millis(histogram, 99),
                millis(histogram, 99.9),
                millis(histogram, 100)));
      }
    }
    return all;
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / MICROS_A_MILLI;
  }

  @Override
  public void close() {
    out.close();
  }
}

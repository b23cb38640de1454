package dev.logproof.reports.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogReader;

/**
 * Latencies of a run, merged from its generators' histogram logs; percentiles cannot be merged
 * exactly. The time series has at most {@value #MAX_SLICES} slices, plus one after the end.
 * Confined to one thread.
 */
public final class Latencies {
  private static final int MAX_SLICES = 300;
  private static final int DIGITS = 3;
  private static final int STEPS_PER_HALVING = 5;
  private static final double MICROS_A_MILLI = 1_000;

  private final long startMillis;
  private final long sliceMillis;
  private final Map<String, Histogram> whole = new TreeMap<>();
  private final Map<String, Map<Long, Histogram>> slices = new TreeMap<>();

  private Latencies(long startMillis, long endMillis) {
    this.startMillis = startMillis;
    long seconds = Math.max(1, (endMillis - startMillis + 999) / 1_000);
    this.sliceMillis = Math.max(1, (seconds + MAX_SLICES - 1) / MAX_SLICES) * 1_000;
  }

  /** Percentiles of one kind, in milliseconds. */
  public record Percentiles(
      String kind, long events, double p50, double p90, double p99, double p999, double max) {}

  /** 99th percentile; {@code second} counts from the start. */
  public record Point(long second, double p99) {}

  /** Latency at one percentile, 0 to 100, in milliseconds. */
  public record Step(double percentile, double millis) {}

  /** Reads the latencies of {@code run}. */
  public static Latencies of(LoadRun run) throws IOException {
    return of(List.of(run));
  }

  /** Reads the latencies of at least one run; they are added. */
  public static Latencies of(List<LoadRun> runs) throws IOException {
    long start = runs.stream().mapToLong(run -> run.journal().start().atMillis()).min().orElse(0);
    long end = runs.stream().mapToLong(Latencies::end).max().orElse(start);
    Latencies latencies = new Latencies(start, end);
    for (LoadRun run : runs) {
      for (LoadPart part : run.parts()) {
        if (part.latencies().isPresent()) {
          latencies.read(part.latencies().get());
        }
      }
    }
    return latencies;
  }

  private static long end(LoadRun run) {
    return run.journal()
        .end()
        .map(last -> last.atMillis())
        .orElse(run.journal().start().atMillis());
  }

  /** Steps of one kind's distribution, closer together the rarer the latencies are. */
  public List<Step> distribution(String kind) {
    List<Step> steps = new ArrayList<>();
    Histogram histogram = whole.getOrDefault(kind, new Histogram(DIGITS));
    for (HistogramIterationValue value : histogram.percentiles(STEPS_PER_HALVING)) {
      steps.add(
          new Step(
              value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / MICROS_A_MILLI));
    }
    return steps;
  }

  private void read(Path file) throws IOException {
    try (HistogramLogReader log = new HistogramLogReader(file.toFile())) {
      for (EncodableHistogram next = log.nextIntervalHistogram();
          next != null;
          next = log.nextIntervalHistogram()) {
        if (next instanceof Histogram interval) {
          add(interval);
        }
      }
    } catch (RuntimeException e) {
      throw new IOException(file + " is not a histogram log: " + e, e);
    }
  }

  private void add(Histogram interval) {
    String kind = interval.getTag() == null ? "write" : interval.getTag();
    whole.computeIfAbsent(kind, tag -> new Histogram(DIGITS)).add(interval);
    long elapsed = Math.max(0, interval.getStartTimeStamp() - startMillis);
    long slice = Math.min(elapsed / sliceMillis, MAX_SLICES);
    slices
        .computeIfAbsent(kind, tag -> new TreeMap<>())
        .computeIfAbsent(slice, at -> new Histogram(DIGITS))
        .add(interval);
  }

  /** Percentiles over the whole run, by kind. */
  public List<Percentiles> percentiles() {
    return whole.entrySet().stream()
        .map(
            kind ->
                new Percentiles(
                    kind.getKey(),
                    kind.getValue().getTotalCount(),
                    millis(kind.getValue(), 50),
                    millis(kind.getValue(), 90),
                    millis(kind.getValue(), 99),
                    millis(kind.getValue(), 99.9),
                    millis(kind.getValue(), 100)))
        .toList();
  }

  /** 99th percentile over time, by kind. */
  public Map<String, List<Point>> overTime() {
    Map<String, List<Point>> series = new TreeMap<>();
    slices.forEach(
        (kind, bySlice) ->
            series.put(
                kind,
                bySlice.entrySet().stream()
                    .map(
                        slice ->
                            new Point(
                                slice.getKey() * sliceMillis / 1_000, millis(slice.getValue(), 99)))
                    .toList()));
    return series;
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / MICROS_A_MILLI;
  }
}

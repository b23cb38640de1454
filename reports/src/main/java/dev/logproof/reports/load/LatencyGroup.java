package dev.logproof.reports.load;

import java.util.List;

/**
 * Latencies of one kind of an experiment's load runs, for one target and purpose.
 *
 * @param loads what was measured, such as {@code deployments}
 * @param runs number of load runs
 * @param generators number of histogram logs that were added; 0 when there was none
 * @param source {@code histograms}, or {@code percentiles} of a single run
 * @param steps ascending; at least one
 */
public record LatencyGroup(
    String target,
    String loads,
    String kind,
    int runs,
    int generators,
    long events,
    String source,
    List<Latencies.Step> steps) {
  static final String HISTOGRAMS = "histograms";
  static final String PERCENTILES = "percentiles";

  /** Copies the list. */
  public LatencyGroup {
    steps = List.copyOf(steps);
  }

  /** Whether percentiles are of added histograms. */
  public boolean isExact() {
    return source.equals(HISTOGRAMS);
  }

  /** Latency at a percentile, 0 to 100. */
  public double at(double percentile) {
    return steps.stream()
        .filter(step -> step.percentile() >= percentile)
        .mapToDouble(Latencies.Step::millis)
        .findFirst()
        .orElse(steps.get(steps.size() - 1).millis());
  }
}

package dev.logproof.loadgen.measure;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Histograms in microseconds, one per kind. Confined to its owner. */
public final class LatencyInterval {
  private static final int DIGITS = 3;
  private static final int NANOS_A_MICRO = 1_000;

  private final Map<LatencyKind, Histogram> histograms = new EnumMap<>(LatencyKind.class);

  LatencyInterval() {
    for (LatencyKind kind : LatencyKind.values()) {
      histograms.put(kind, new Histogram(DIGITS));
    }
  }

  static void record(Histogram histogram, long nanos, int events) {
    histogram.recordValueWithCount(Math.max(0, nanos) / NANOS_A_MICRO, events);
  }

  void add(LatencyInterval other) {
    histograms.forEach((kind, histogram) -> histogram.add(other.of(kind)));
  }

  /** Histogram of one kind. */
  public Histogram of(LatencyKind kind) {
    return histograms.get(kind);
  }
}

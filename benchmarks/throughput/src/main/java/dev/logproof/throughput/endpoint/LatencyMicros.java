package dev.logproof.throughput.endpoint;

import org.HdrHistogram.Histogram;

/** Microseconds from sending an event to the arrival of its request's last byte. */
public record LatencyMicros(long count, long p50, long p99, long p999, long max) {
  static LatencyMicros of(Histogram histogram) {
    return new LatencyMicros(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }
}

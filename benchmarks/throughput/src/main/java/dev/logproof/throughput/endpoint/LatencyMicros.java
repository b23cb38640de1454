package dev.logproof.throughput.endpoint;

import org.HdrHistogram.Histogram;

/**
 * Times from an event's sending to the arrival of the last byte of its request, in microseconds.
 *
 * @param count of events
 */
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

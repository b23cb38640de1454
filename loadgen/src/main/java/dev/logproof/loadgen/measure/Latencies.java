package dev.logproof.loadgen.measure;

import org.HdrHistogram.Histogram;

/**
 * Records all sources' latencies in one set of histograms under a lock, so that memory does not
 * grow with connections. Thread-safe.
 */
public final class Latencies {
  private LatencyInterval current = new LatencyInterval();

  /**
   * Records the write of frames {@code from} to {@code to}, exclusive.
   *
   * @param events in each frame
   */
  public synchronized void written(
      long[] dueNanos, int[] events, int from, int to, long beganNanos, long nowNanos) {
    Histogram corrected = current.of(LatencyKind.WRITE_CORRECTED);
    int sum = 0;
    for (int frame = from; frame < to; frame++) {
      LatencyInterval.record(corrected, nowNanos - dueNanos[frame], events[frame]);
      sum += events[frame];
    }
    LatencyInterval.record(current.of(LatencyKind.WRITE_UNCORRECTED), nowNanos - beganNanos, sum);
  }

  /** Records one acknowledged frame. */
  public synchronized void acknowledged(long dueNanos, long beganNanos, long nowNanos, int events) {
    LatencyInterval.record(current.of(LatencyKind.ACK_CORRECTED), nowNanos - dueNanos, events);
    LatencyInterval.record(current.of(LatencyKind.ACK_UNCORRECTED), nowNanos - beganNanos, events);
  }

  /** Ends the current interval and returns it. */
  public synchronized LatencyInterval next() {
    LatencyInterval ended = current;
    current = new LatencyInterval();
    return ended;
  }
}

package dev.logproof.loadgen.measure;

import org.HdrHistogram.Histogram;

/**
 * Records latencies of all sources in one set of histograms, so that memory does not grow with the
 * number of connections. Every write briefly holds a lock. Thread-safe.
 */
public final class Latencies {
  private LatencyInterval current = new LatencyInterval();

  /**
   * Records that frames were written.
   *
   * @param dueNanos due time of each frame
   * @param events in each frame
   * @param from first frame
   * @param to end of the frames, exclusive
   * @param beganNanos start of their write
   * @param nowNanos end of their write
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

  /** Records that one frame was acknowledged. */
  public synchronized void acknowledged(long dueNanos, long beganNanos, long nowNanos, int events) {
    LatencyInterval.record(current.of(LatencyKind.ACK_CORRECTED), nowNanos - dueNanos, events);
    LatencyInterval.record(current.of(LatencyKind.ACK_UNCORRECTED), nowNanos - beganNanos, events);
  }

  /** Ends the current interval and returns its histograms. */
  public synchronized LatencyInterval next() {
    LatencyInterval ended = current;
    current = new LatencyInterval();
    return ended;
  }
}

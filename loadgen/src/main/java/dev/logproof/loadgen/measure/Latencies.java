package dev.logproof.loadgen.measure;

import org.HdrHistogram.Histogram;

/**
 * Records how long events took, all sources together: one set of histograms for a run rather than
 * for each source, so that ten thousand connections cost no more memory than one. Recording holds a
 * lock for a few microseconds a write. Thread-safe.
 */
public final class Latencies {
  private LatencyInterval current = new LatencyInterval();

  /**
   * Events were handed over.
   *
   * @param dueNanos when each frame was due
   * @param events in each frame
   * @param from first frame
   * @param to behind the last frame
   * @param beganNanos when their write began
   * @param nowNanos when it ended
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

  /** Events of one frame were acknowledged. */
  public synchronized void acknowledged(long dueNanos, long beganNanos, long nowNanos, int events) {
    LatencyInterval.record(current.of(LatencyKind.ACK_CORRECTED), nowNanos - dueNanos, events);
    LatencyInterval.record(current.of(LatencyKind.ACK_UNCORRECTED), nowNanos - beganNanos, events);
  }

  /** Ends the interval: what was recorded since the last one. */
  public synchronized LatencyInterval next() {
    LatencyInterval ended = current;
    current = new LatencyInterval();
    return ended;
  }
}

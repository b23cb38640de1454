package dev.logproof.loadgen.measure;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * CPU and garbage collection in the last second and in the worst {@value #WINDOW_SECONDS} seconds:
 * an average would hide the peak of a ramp, and a single second mostly shows JVM warm-up. Confined
 * to the main thread.
 */
public final class ProcessStats {
  public static final int WINDOW_SECONDS = 5;

  private static final double NANOS_A_SECOND = 1e9;
  private static final double NANOS_A_MILLI = 1e6;

  private final ProcessProbe probe;
  private final Deque<Sample> window = new ArrayDeque<>();
  private LastSecond last = new LastSecond(0, 0);
  private WorstWindow worst = new WorstWindow(0, 0);

  /**
   * Between the last two samples.
   *
   * @param gcMillis of garbage collection
   */
  public record LastSecond(double cpuCores, long gcMillis) {}

  /**
   * The greatest of all windows; 0 for shorter runs.
   *
   * @param cpuSharePercent of all processors
   * @param gcSharePercent of the time
   */
  public record WorstWindow(double cpuSharePercent, double gcSharePercent) {}

  /** Usage up to one moment. */
  private record Sample(long atNanos, long cpuNanos, long gcMillis) {
    double cpuCoresSince(Sample before) {
      return (cpuNanos - before.cpuNanos) / (double) Math.max(1, atNanos - before.atNanos);
    }

    double gcShareSince(Sample before) {
      return (gcMillis - before.gcMillis) * NANOS_A_MILLI / Math.max(1, atNanos - before.atNanos);
    }
  }

  /** Creates statistics without samples. */
  public ProcessStats(ProcessProbe probe) {
    this.probe = probe;
  }

  /** Takes a sample. */
  public void sample(long nowNanos) {
    Sample now = new Sample(nowNanos, probe.cpuNanos(), probe.gcMillis());
    if (!window.isEmpty()) {
      last =
          new LastSecond(
              now.cpuCoresSince(window.getLast()), now.gcMillis() - window.getLast().gcMillis());
    }
    window.addLast(now);
    Sample first = window.getFirst();
    if (now.atNanos() - first.atNanos() < WINDOW_SECONDS * NANOS_A_SECOND) {
      return;
    }
    double share = now.cpuCoresSince(first) / probe.processors();
    worst =
        new WorstWindow(
            Math.max(worst.cpuSharePercent(), share * 100),
            Math.max(worst.gcSharePercent(), now.gcShareSince(first) * 100));
    window.removeFirst();
  }

  /** Figures of the last second. */
  public LastSecond last() {
    return last;
  }

  /** Figures of the worst window. */
  public WorstWindow worst() {
    return worst;
  }
}

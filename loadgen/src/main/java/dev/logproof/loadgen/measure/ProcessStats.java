package dev.logproof.loadgen.measure;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How hard this process works, sampled about once a second: in the last second, and in its worst
 * {@value #WINDOW_SECONDS} seconds, since an average over a long run would hide the peak of a ramp,
 * and a single second only shows how Java warms up. Confined to the main thread.
 */
public final class ProcessStats {
  /** The shortest time that is judged. */
  public static final int WINDOW_SECONDS = 5;

  private static final double NANOS_A_SECOND = 1e9;
  private static final double NANOS_A_MILLI = 1e6;

  private final ProcessProbe probe;
  private final Deque<Sample> window = new ArrayDeque<>();
  private double lastCpuCores;
  private long lastGcMillis;
  private double worstCpuSharePercent;
  private double worstGcSharePercent;

  /** What was used by then. */
  private record Sample(long atNanos, long cpuNanos, long gcMillis) {
    double cpuCoresSince(Sample before) {
      return (cpuNanos - before.cpuNanos) / (double) Math.max(1, atNanos - before.atNanos);
    }

    double gcShareSince(Sample before) {
      return (gcMillis - before.gcMillis) * NANOS_A_MILLI / Math.max(1, atNanos - before.atNanos);
    }
  }

  /** Nothing is sampled yet. */
  public ProcessStats(ProcessProbe probe) {
    this.probe = probe;
  }

  /** Looks now. */
  public void sample(long nowNanos) {
    Sample now = new Sample(nowNanos, probe.cpuNanos(), probe.gcMillis());
    if (!window.isEmpty()) {
      lastCpuCores = now.cpuCoresSince(window.getLast());
      lastGcMillis = now.gcMillis() - window.getLast().gcMillis();
    }
    window.addLast(now);
    Sample first = window.getFirst();
    if (now.atNanos() - first.atNanos() < WINDOW_SECONDS * NANOS_A_SECOND) {
      return;
    }
    double share = now.cpuCoresSince(first) / probe.processors();
    worstCpuSharePercent = Math.max(worstCpuSharePercent, share * 100);
    worstGcSharePercent = Math.max(worstGcSharePercent, now.gcShareSince(first) * 100);
    window.removeFirst();
  }

  /** Processors used between the last two samples. */
  public double lastCpuCores() {
    return lastCpuCores;
  }

  /** Time spent on garbage between the last two samples. */
  public long lastGcMillis() {
    return lastGcMillis;
  }

  /** Share of all processors that was used in the worst window; 0 when the run was shorter. */
  public double worstCpuSharePercent() {
    return worstCpuSharePercent;
  }

  /** Share of the time that was spent on garbage in the worst window; 0 when it was shorter. */
  public double worstGcSharePercent() {
    return worstGcSharePercent;
  }
}

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
  private double lastCpuCores;
  private long lastGcMillis;
  private double worstCpuSharePercent;
  private double worstGcSharePercent;

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

  /** CPU cores used between the last two samples. */
  public double lastCpuCores() {
    return lastCpuCores;
  }

  /** Garbage collection time between the last two samples. */
  public long lastGcMillis() {
    return lastGcMillis;
  }

  /** Share of all processors in the worst window; 0 for shorter runs. */
  public double worstCpuSharePercent() {
    return worstCpuSharePercent;
  }

  /** Share of time in the worst window; 0 for shorter runs. */
  public double worstGcSharePercent() {
    return worstGcSharePercent;
  }
}

package dev.logproof.loadgen.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides whether a run offered the requested load. */
public final class Validity {
  private static final double MAX_END_LATENESS_SECONDS = 1.0;

  /** Exceeds a garbage collection; events caught up after a longer pause have the wrong rate. */
  private static final double MAX_STOOD_STILL_SECONDS = 1.0;

  /** Longer, since a source may wait for its time slice. */
  private static final double MAX_OWN_LATENESS_MILLIS = 2_000;

  /** Over five seconds; above it, this process may cause lateness. */
  private static final double MAX_CPU_SHARE_PERCENT = 90;

  /** Over five seconds; normally far below one percent. */
  private static final double MAX_GC_SHARE_PERCENT = 10;

  private Validity() {}

  /**
   * Measured values of a run; shares cover the worst seconds.
   *
   * @param maxLatenessMillis from any cause
   * @param stoodStillSeconds longest pause of this process
   * @param ownLatenessMillis greatest lateness caused by this process alone
   */
  public record Offered(
      double targetBytesPerSecond,
      double achievedBytesPerSecond,
      long unsentEvents,
      double endLatenessSeconds,
      double maxLatenessMillis,
      double stoodStillSeconds,
      double ownLatenessMillis,
      double cpuSharePercent,
      double gcSharePercent) {}

  /**
   * Limits given by the user.
   *
   * @param tolerance deviation as a share of the target rate
   * @param maxLatenessMillis infinite for no limit
   */
  public record Limits(double tolerance, double maxLatenessMillis) {}

  /** Reasons why the run is invalid; empty when valid. */
  public static List<String> objections(Offered run, Limits limits) {
    List<String> objections = new ArrayList<>();
    double off = run.achievedBytesPerSecond() / run.targetBytesPerSecond() - 1;
    object(
        objections,
        Double.isNaN(off) || Math.abs(off) > limits.tolerance(),
        "achieved %.3f MB/s instead of %.3f MB/s (%+.2f %%, allowed: %.2f %%)",
        run.achievedBytesPerSecond() / 1e6,
        run.targetBytesPerSecond() / 1e6,
        off * 100,
        limits.tolerance() * 100);
    object(
        objections,
        run.unsentEvents() > 0,
        "%d events were due and never sent",
        run.unsentEvents());
    object(
        objections,
        run.endLatenessSeconds() > MAX_END_LATENESS_SECONDS,
        "the last event was %.1f s late: not caught up",
        run.endLatenessSeconds());
    object(
        objections,
        run.maxLatenessMillis() > limits.maxLatenessMillis(),
        "an event was %.1f ms late, allowed: %.1f ms",
        run.maxLatenessMillis(),
        limits.maxLatenessMillis());
    objectToGenerator(objections, run);
    return objections;
  }

  private static void objectToGenerator(List<String> objections, Offered run) {
    object(
        objections,
        run.stoodStillSeconds() > MAX_STOOD_STILL_SECONDS,
        "the generator paused for %.1f s: it had no CPU time or was stopped",
        run.stoodStillSeconds());
    object(
        objections,
        run.ownLatenessMillis() > MAX_OWN_LATENESS_MILLIS,
        "an event was %.1f ms late because of the generator, allowed: %.0f ms",
        run.ownLatenessMillis(),
        MAX_OWN_LATENESS_MILLIS);
    object(
        objections,
        run.cpuSharePercent() > MAX_CPU_SHARE_PERCENT,
        "the generator used %.0f %% of all processors for %d s, allowed: %.0f %%",
        run.cpuSharePercent(),
        ProcessStats.WINDOW_SECONDS,
        MAX_CPU_SHARE_PERCENT);
    object(
        objections,
        run.gcSharePercent() > MAX_GC_SHARE_PERCENT,
        "the generator spent %.0f %% of %d s in garbage collection, allowed: %.0f %%",
        run.gcSharePercent(),
        ProcessStats.WINDOW_SECONDS,
        MAX_GC_SHARE_PERCENT);
  }

  private static void object(
      List<String> objections, boolean holds, String format, Object... values) {
    if (holds) {
      objections.add(String.format(Locale.ROOT, format, values));
    }
  }
}

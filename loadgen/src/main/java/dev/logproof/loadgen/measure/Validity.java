package dev.logproof.loadgen.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges whether a run offered the load it was asked to offer. Pure; any thread. */
public final class Validity {
  private static final double MAX_END_LATENESS_SECONDS = 1.0;

  /** A garbage collection is shorter; what was caught up later did not come at its rate. */
  private static final double MAX_STOOD_STILL_SECONDS = 1.0;

  private Validity() {}

  /**
   * Why no verdict may rest on a run; empty when one may.
   *
   * @param tolerance share of the target rate by which the achieved may differ
   * @param unsentEvents due and never written
   * @param endLatenessSeconds by which the last event was late
   * @param stoodStillSeconds the longest time for which this process did nothing at all
   */
  public static List<String> objections(
      double targetBytesPerSecond,
      double achievedBytesPerSecond,
      double tolerance,
      long unsentEvents,
      double endLatenessSeconds,
      double stoodStillSeconds) {
    List<String> objections = new ArrayList<>();
    double off = achievedBytesPerSecond / targetBytesPerSecond - 1;
    if (Double.isNaN(off) || Math.abs(off) > tolerance) {
      objections.add(
          String.format(
              Locale.ROOT,
              "achieved %.3f MB/s instead of %.3f MB/s (%+.2f %%, allowed are %.2f %%)",
              achievedBytesPerSecond / 1e6,
              targetBytesPerSecond / 1e6,
              off * 100,
              tolerance * 100));
    }
    if (unsentEvents > 0) {
      objections.add(unsentEvents + " events were due and never sent");
    }
    if (endLatenessSeconds > MAX_END_LATENESS_SECONDS) {
      objections.add(
          String.format(
              Locale.ROOT, "the last event was %.1f s late: not caught up", endLatenessSeconds));
    }
    if (stoodStillSeconds > MAX_STOOD_STILL_SECONDS) {
      objections.add(
          String.format(
              Locale.ROOT,
              "the generator stood still for %.1f s: starved of processor time, or stopped",
              stoodStillSeconds));
    }
    return objections;
  }
}

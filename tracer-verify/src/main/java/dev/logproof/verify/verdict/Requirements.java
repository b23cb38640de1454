package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.Bounds.Range;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Thresholds, each replacing the built-in rule for its figure, and a reliability that the
 * confidence interval must prove. Immutable.
 *
 * @param requiredShare required share of tracers that arrive, below 1; 0 requires none
 */
public record Requirements(List<Threshold> thresholds, double requiredShare) {
  /** Only the built-in rules. */
  public static final Requirements NONE = new Requirements(List.of());

  /** Makes the list immutable. */
  public Requirements {
    thresholds = List.copyOf(thresholds);
  }

  /** Thresholds only. */
  public Requirements(List<Threshold> thresholds) {
    this(thresholds, 0);
  }

  /** The required share, if one is required. */
  public Optional<Double> required() {
    return requiredShare > 0 ? Optional.of(requiredShare) : Optional.empty();
  }

  /** Whether the confidence interval is above, below or around the required reliability. */
  public enum Proof {
    MET,
    MISSED,
    UNPROVEN
  }

  /** Tests the reliability {@code required} against {@code outcome}. */
  public static Proof proof(double required, Outcome outcome) {
    return proof(required, outcome.lost(), outcome.attempted());
  }

  private static Proof proof(double required, long lost, long attempted) {
    Reliability reliability = Reliability.of(lost, attempted);
    if (reliability.low() >= required) {
      return Proof.MET;
    }
    return reliability.high() < required ? Proof.MISSED : Proof.UNPROVEN;
  }

  /** True if later arrivals can decide a threshold. */
  public boolean dependOnArrivals(Outcome outcome) {
    Bounds bounds = new Bounds(outcome, true);
    return thresholds.stream()
        .anyMatch(threshold -> threshold.state(bounds) == Threshold.State.OPEN);
  }

  /** {@code settled} is true if nothing more can arrive. */
  void decide(Bounds bounds, boolean settled, Reasons reasons) {
    thresholds.forEach(threshold -> decide(threshold, bounds, reasons));
    required().ifPresent(share -> decide(share, bounds, reasons));
    checkBuiltInRules(bounds, settled, reasons);
  }

  private static void decide(Threshold threshold, Bounds bounds, Reasons reasons) {
    switch (threshold.state(bounds)) {
      case KEPT -> {}
      case BROKEN ->
          reasons.add(Condition.REQUIREMENT_BROKEN, describe(threshold, "is not kept", bounds));
      case OPEN ->
          reasons.add(
              Condition.REQUIREMENT_OPEN,
              describe(
                  threshold,
                  threshold.holds(bounds.outcome())
                      ? "is met so far but may not be in the end"
                      : "is not kept so far",
                  bounds));
    }
  }

  private static String describe(Threshold threshold, String state, Bounds bounds) {
    return String.format(
        Locale.ROOT,
        "threshold %s %s: %s is %s",
        threshold.text(),
        state,
        threshold.metric().text(),
        number(threshold.value(bounds.outcome())));
  }

  private static void decide(double share, Bounds bounds, Reasons reasons) {
    Outcome outcome = bounds.outcome();
    Proof best = proof(share, bounds.lost().low(), outcome.attempted());
    Proof now = proof(share, outcome);
    if (best == Proof.MISSED) {
      reasons.add(Condition.REQUIREMENT_BROKEN, describe(share, outcome, "is missed"));
    } else if (now == Proof.MISSED) {
      reasons.add(Condition.REQUIREMENT_OPEN, describe(share, outcome, "is missed so far"));
    } else if (now == Proof.UNPROVEN) {
      String needed =
          outcome.lost() == 0
              ? "; it requires " + Reliability.tracersNeeded(share) + " tracers, none lost"
              : "; it requires more tracers";
      reasons.add(
          Condition.REQUIREMENT_UNPROVEN, describe(share, outcome, "is not proved") + needed);
    }
  }

  private static String describe(double share, Outcome outcome, String state) {
    Reliability reliability = Reliability.of(outcome.lost(), outcome.attempted());
    return String.format(
        Locale.ROOT,
        "the required %.4f %% %s: %.4f %% to %.4f %% at 95 %%",
        share * 100,
        state,
        reliability.low() * 100,
        reliability.high() * 100);
  }

  /**
   * Nothing may be lost, damaged, or found though never sent. Damage counts even if an intact copy
   * arrived.
   */
  private void checkBuiltInRules(Bounds bounds, boolean settled, Reasons reasons) {
    Outcome outcome = bounds.outcome();
    Set<Metric> replaced = replaced();
    if (!replaced.contains(Metric.LOST)) {
      atMostZero(bounds.lost(), outcome.lost(), describeLoss(outcome, settled), reasons);
    }
    if (!replaced.contains(Metric.CORRUPT)) {
      atMostZero(
          bounds.corrupt(), outcome.corrupt(), outcome.corrupt() + " tracers are damaged", reasons);
    }
    if (!replaced.contains(Metric.UNEXPECTED)) {
      long neverSent = outcome.unexpected().neverSent();
      atMostZero(
          bounds.neverSent(),
          neverSent,
          neverSent + " tracers were found that were never sent",
          reasons);
    }
  }

  private static void atMostZero(Range range, long measured, String reason, Reasons reasons) {
    if (range.low() > 0) {
      reasons.add(Condition.REQUIREMENT_BROKEN, reason);
    } else if (measured > 0) {
      reasons.add(Condition.REQUIREMENT_OPEN, reason);
    }
  }

  private static String describeLoss(Outcome outcome, boolean settled) {
    return String.format(
        Locale.ROOT,
        settled
            ? "%d of %d tracers are lost, %d of them although accepted"
            : "%d of %d tracers were not found so far, %d of them accepted",
        outcome.lost(),
        outcome.attempted(),
        outcome.lostAcked());
  }

  private Set<Metric> replaced() {
    Set<Metric> metrics = thresholds.stream().map(Threshold::metric).collect(Collectors.toSet());
    if (requiredShare > 0 || metrics.contains(Metric.RELIABILITY)) {
      metrics.add(Metric.LOST);
    }
    return metrics;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.6f", value);
  }
}

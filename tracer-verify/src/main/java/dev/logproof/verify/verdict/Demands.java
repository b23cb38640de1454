package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the user asks of an outcome beyond the rule that nothing may be lost: limits for single
 * figures, each of which takes the place of the rule for that figure, and a reliability that the
 * interval must prove. Immutable.
 *
 * @param thresholds any number
 * @param requiredShare of tracers that arrive, 0 to 1
 */
public record Demands(List<Threshold> thresholds, Optional<Double> requiredShare) {
  /** None. */
  public static final Demands NONE = new Demands(List.of(), Optional.empty());

  /** Copies the list. */
  public Demands {
    thresholds = List.copyOf(thresholds);
  }

  /** How a required reliability stands. */
  public enum Proof {
    /** All of the interval is above it. */
    MET,
    /** All of the interval is below it. */
    MISSED,
    /** It lies in the interval. */
    UNPROVEN
  }

  /** How {@code required} stands. */
  public static Proof proof(double required, Outcome outcome) {
    Reliability reliability = Reliability.of(outcome.lost(), outcome.attempted());
    if (reliability.low() >= required) {
      return Proof.MET;
    }
    return reliability.high() < required ? Proof.MISSED : Proof.UNPROVEN;
  }

  /** Metrics whose own rule is replaced. */
  Set<String> ruled() {
    Set<String> metrics = thresholds.stream().map(Threshold::metric).collect(Collectors.toSet());
    if (requiredShare.isPresent() || metrics.contains("reliability")) {
      metrics.add("lost");
    }
    return metrics;
  }

  /** What is not kept. */
  List<String> failures(Outcome outcome) {
    List<String> failures = new ArrayList<>();
    for (Threshold threshold : thresholds) {
      if (!threshold.holds(outcome)) {
        failures.add(
            String.format(
                Locale.ROOT,
                "threshold %s is not kept: %s is %s",
                threshold.text(),
                threshold.metric(),
                number(threshold.value(outcome))));
      }
    }
    if (requiredShare.isPresent() && proof(requiredShare.get(), outcome) == Proof.MISSED) {
      failures.add(required(outcome, "is missed"));
    }
    return failures;
  }

  /** What is not proved either way. */
  List<String> doubts(Outcome outcome) {
    if (requiredShare.isEmpty() || proof(requiredShare.get(), outcome) != Proof.UNPROVEN) {
      return List.of();
    }
    String needed =
        outcome.lost() == 0
            ? "; it takes " + Reliability.tracersNeeded(requiredShare.get()) + " tracers, none lost"
            : "; it takes more tracers";
    return List.of(required(outcome, "is not proved") + needed);
  }

  private String required(Outcome outcome, String how) {
    Reliability reliability = Reliability.of(outcome.lost(), outcome.attempted());
    return String.format(
        Locale.ROOT,
        "the required %.4f %% %s: %.4f %% to %.4f %% at 95 %%",
        requiredShare.orElseThrow() * 100,
        how,
        reliability.low() * 100,
        reliability.high() * 100);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.6f", value);
  }
}

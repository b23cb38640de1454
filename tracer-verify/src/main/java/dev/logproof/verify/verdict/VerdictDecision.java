package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A verdict with its reasons, which are human-readable and never empty. */
public record VerdictDecision(Verdict verdict, List<String> reasons) {
  private static final int MAX_NAMED_RUNS = 5;

  /** Makes the list immutable. */
  public VerdictDecision {
    reasons = List.copyOf(reasons);
  }

  /** Possible conclusions. */
  public enum Verdict {
    PASS,
    FAIL,
    /** The evidence supports neither pass nor fail. */
    UNKNOWN
  }

  /** Decides by the built-in rules alone. */
  public static VerdictDecision of(Outcome outcome, Evidence evidence) {
    return of(outcome, evidence, Requirements.NONE);
  }

  /**
   * Decides by the table of {@link VerdictPolicy}. Duplicates, late tracers and tracers of other
   * runs matter only through a threshold.
   */
  public static VerdictDecision of(Outcome outcome, Evidence evidence, Requirements requirements) {
    Reasons reasons = new Reasons();
    reasons.addAll(Condition.EVIDENCE_UNSOUND, evidence.invalid());
    reasons.addAll(Condition.OBJECT_UNREAD, evidence.scanned().unread());
    reasons.addAll(Condition.RUN_CUT_OFF, evidence.cutOff());
    checkReading(evidence, reasons);
    checkSending(outcome, evidence, reasons);
    Reasons ofDemands = new Reasons();
    requirements.decide(
        new Bounds(outcome, evidence.scanned().isIncomplete()),
        !evidence.scanned().isIncomplete(),
        ofDemands);
    if (evidence.scanned().end() == ScanEnd.TIMED_OUT
        && ofDemands.conditions().contains(Condition.REQUIREMENT_OPEN)) {
      reasons.add(
          Condition.REQUIREMENT_OPEN,
          "the destination was still changing at the timeout: tracers may still arrive");
    }
    reasons.addAll(ofDemands);
    Verdict verdict = VerdictPolicy.decide(reasons.conditions());
    List<String> texts =
        new ArrayList<>(verdict == Verdict.PASS ? List.of(success(outcome)) : reasons.texts());
    texts.addAll(notes(outcome, evidence));
    return new VerdictDecision(verdict, texts);
  }

  private static void checkReading(Evidence evidence, Reasons reasons) {
    if (evidence.scanned().end() == ScanEnd.STOPPED) {
      reasons.add(
          Condition.READING_STOPPED,
          "stopped by a signal before the destination was read to its end");
    } else if (evidence.scanned().objects() == 0) {
      reasons.add(
          Condition.NOTHING_READ,
          "nothing was read of the destination that was written since the runs began");
    }
  }

  private static void checkSending(Outcome outcome, Evidence evidence, Reasons reasons) {
    reasons.addAll(Condition.NOTHING_SENT, evidence.silent());
    if (outcome.attempted() == 0 && evidence.silent().isEmpty()) {
      reasons.add(Condition.NOTHING_SENT, "no tracer was sent");
    }
  }

  private static String success(Outcome outcome) {
    boolean perfect = outcome.lost() == 0 && outcome.corrupt() == 0;
    return perfect
        ? "all " + outcome.attempted() + " tracers arrived undamaged"
        : String.format(
            Locale.ROOT,
            "all requirements are met: %d of %d tracers lost, %d damaged",
            outcome.lost(),
            outcome.attempted(),
            outcome.corrupt());
  }

  private static List<String> notes(Outcome outcome, Evidence evidence) {
    Outcome.Unexpected unexpected = outcome.unexpected();
    List<String> notes = new ArrayList<>(evidence.scanned().notes());
    if (unexpected.bystanders() > 0) {
      notes.add(unexpected.bystanders() + " tracers of earlier runs below --journal: not verified");
    }
    if (unexpected.foreign() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d tracers of runs without a journal (%s): not verified; give their --journal",
              unexpected.foreign(),
              named(unexpected.foreignRuns())));
    }
    return notes;
  }

  private static String named(List<String> runs) {
    String some = String.join(", ", runs.subList(0, Math.min(MAX_NAMED_RUNS, runs.size())));
    return runs.size() > MAX_NAMED_RUNS ? some + ", ..." : some;
  }
}

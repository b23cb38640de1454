package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.Evidence.ScanEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Pass, fail or unknown, and why.
 *
 * @param verdict what the outcome proves
 * @param reasons for people; never empty
 */
public record Judgement(Verdict verdict, List<String> reasons) {
  private static final int MAX_NAMED_RUNS = 5;

  /** Copies the list. */
  public Judgement {
    reasons = List.copyOf(reasons);
  }

  /** The three answers. */
  public enum Verdict {
    /** Everything that was surely sent arrived undamaged. */
    PASS,
    /** Something did not. */
    FAIL,
    /** Nothing is proved either way. */
    UNKNOWN
  }

  /**
   * Judges.
   *
   * <ul>
   *   <li>Unknown: a run that did not offer its load, no tracer sent, nothing read, something
   *       missing while the destination was still changing, a scan that was stopped.
   *   <li>A run that was cut off is unknown too, unless something is lost that its end cannot
   *       explain ({@link dev.logproof.verify.check.ExpectedRun.Firmness}): one broken promise is
   *       proof, however the run ended.
   *   <li>Fail: a tracer lost, damaged, or found though its own run never sent it.
   *   <li>Reported, never failing: duplicates (delivery is at least once), late arrivals, and
   *       tracers of other runs (a bucket may be shared), named when no journal here explains them.
   * </ul>
   */
  public static Judgement of(Outcome outcome, Evidence evidence) {
    return of(outcome, evidence, Demands.NONE);
  }

  /** Judges by what is demanded, too. */
  public static Judgement of(Outcome outcome, Evidence evidence, Demands demands) {
    List<String> failures = failures(outcome, evidence.end(), demands);
    List<String> doubts = doubts(outcome, evidence);
    if (failures.isEmpty()) {
      doubts.addAll(demands.doubts(outcome));
    }
    boolean inconclusive = !evidence.cutOff().isEmpty() && outcome.lostFirmly() == 0;
    if (!doubts.isEmpty() || inconclusive) {
      return judgement(
          Verdict.UNKNOWN, List.of(doubts, evidence.cutOff(), failures, notes(outcome, evidence)));
    }
    if (!failures.isEmpty()) {
      return judgement(
          Verdict.FAIL, List.of(failures, evidence.cutOff(), notes(outcome, evidence)));
    }
    return judgement(Verdict.PASS, List.of(List.of(success(outcome)), notes(outcome, evidence)));
  }

  private static String success(Outcome outcome) {
    boolean perfect = outcome.lost() == 0 && outcome.corrupt() == 0;
    return perfect
        ? "all " + outcome.attempted() + " tracers arrived undamaged"
        : String.format(
            Locale.ROOT,
            "what was demanded is kept: %d of %d tracers lost, %d damaged",
            outcome.lost(),
            outcome.attempted(),
            outcome.corrupt());
  }

  private static Judgement judgement(Verdict verdict, List<List<String>> reasons) {
    return new Judgement(verdict, reasons.stream().flatMap(List::stream).toList());
  }

  private static List<String> failures(Outcome outcome, ScanEnd end, Demands demands) {
    Set<String> ruled = demands.ruled();
    List<String> failures = new ArrayList<>(demands.failures(outcome));
    if (outcome.lost() > 0 && !ruled.contains("lost")) {
      failures.add(
          String.format(
              Locale.ROOT,
              end == ScanEnd.SETTLED
                  ? "%d of %d tracers are lost, %d of them although accepted"
                  : "%d of %d tracers were not found so far, %d of them accepted",
              outcome.lost(),
              outcome.attempted(),
              outcome.lostAcked()));
    }
    if (outcome.corrupt() > 0 && !ruled.contains("corrupt")) {
      failures.add(outcome.corrupt() + " tracers are damaged");
    }
    if (outcome.unexpected().neverSent() > 0 && !ruled.contains("unexpected")) {
      failures.add(outcome.unexpected().neverSent() + " tracers were found that were never sent");
    }
    return failures;
  }

  private static List<String> doubts(Outcome outcome, Evidence evidence) {
    List<String> doubts = new ArrayList<>(evidence.invalid());
    if (outcome.attempted() == 0) {
      doubts.add("no tracer was sent");
    }
    if (evidence.objectsScanned() == 0 && evidence.end() != ScanEnd.STOPPED) {
      doubts.add("the destination holds no object written since the runs began: nothing was read");
    }
    switch (evidence.end()) {
      case SETTLED -> {}
      case TIMED_OUT -> {
        if (outcome.lost() > 0) {
          doubts.add("the destination was still changing when time was up: late is not lost");
        }
      }
      case STOPPED -> doubts.add("stopped by a signal before the destination was read to its end");
    }
    return doubts;
  }

  private static List<String> notes(Outcome outcome, Evidence evidence) {
    Outcome.Unexpected unexpected = outcome.unexpected();
    List<String> notes = new ArrayList<>(evidence.notes());
    if (unexpected.bystanders() > 0) {
      notes.add(unexpected.bystanders() + " tracers of earlier runs below --journal: not judged");
    }
    if (unexpected.foreign() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d tracers of runs without a journal here (%s): not judged; give their --journal",
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

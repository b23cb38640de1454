package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Pass, fail or unknown, and why.
 *
 * @param verdict what the outcome proves
 * @param reasons for people; never empty
 */
public record Judgement(Verdict verdict, List<String> reasons) {
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
   * What is known about the evidence itself.
   *
   * @param objections why the runs do not count, such as a missed rate; empty when they do
   * @param objectsScanned at the destination
   * @param settled false when the destination was still changing when time was up
   */
  public record Evidence(List<String> objections, long objectsScanned, boolean settled) {
    /** Copies the list. */
    public Evidence {
      objections = List.copyOf(objections);
    }
  }

  /**
   * Judges. Damage and a broken promise stand whatever the run was worth: a tracer that a complete
   * journal says was sent and that a settled destination does not hold is lost. Duplicates and
   * tracers of other runs are reported and do not fail: delivery is at least once, and a bucket may
   * be shared.
   */
  public static Judgement of(Outcome outcome, Evidence evidence) {
    List<String> failures = failures(outcome);
    List<String> doubts = doubts(outcome, evidence);
    if (!failures.isEmpty() && doubts.isEmpty()) {
      return new Judgement(Verdict.FAIL, failures);
    }
    if (!doubts.isEmpty()) {
      doubts.addAll(failures);
      return new Judgement(Verdict.UNKNOWN, doubts);
    }
    return new Judgement(
        Verdict.PASS, List.of("all " + outcome.attempted() + " tracers arrived undamaged"));
  }

  private static List<String> failures(Outcome outcome) {
    List<String> failures = new ArrayList<>();
    if (outcome.lost() > 0) {
      failures.add(
          outcome.lost()
              + " of "
              + outcome.attempted()
              + " tracers are lost, "
              + outcome.lostAcked()
              + " of them although accepted");
    }
    if (outcome.corrupt() > 0) {
      failures.add(outcome.corrupt() + " tracers are damaged");
    }
    if (outcome.neverSent() > 0) {
      failures.add(outcome.neverSent() + " tracers were found that were never sent");
    }
    return failures;
  }

  private static List<String> doubts(Outcome outcome, Evidence evidence) {
    List<String> doubts = new ArrayList<>(evidence.objections());
    if (outcome.attempted() == 0) {
      doubts.add("no tracer was sent");
    }
    if (evidence.objectsScanned() == 0) {
      doubts.add("the destination holds no object written since the runs began: nothing was read");
    }
    if (outcome.lost() > 0 && !evidence.settled()) {
      doubts.add("the destination was still changing when time was up: late is not lost");
    }
    return doubts;
  }
}

package dev.logproof.reports.figure;

import java.util.Set;

/**
 * What can stand between an experiment and a pass: the decision table in {@code
 * docs/decisions/001-verdict.md}, row by row. The first condition that holds decides.
 */
public enum RunCondition {
  /** The experiment did not come to its end. */
  RUN_INCOMPLETE(RunVerdict.UNKNOWN),
  /** A deployment lost a tracer. */
  TRACERS_LOST(RunVerdict.FAIL),
  /** A deployment failed its verification. */
  VERIFICATION_FAILED(RunVerdict.FAIL),
  /** A task had to be killed. */
  TASK_KILLED(RunVerdict.FAIL),
  /** A task ended with events that were neither delivered nor spooled. */
  EVENTS_PENDING(RunVerdict.FAIL),
  /** A task ended with an exit code other than 0 and 1. */
  TASK_FAILED(RunVerdict.FAIL),
  /** A task left no accounting line, or one that cannot be read or does not balance. */
  ACCOUNTING_MISSING(RunVerdict.UNKNOWN),
  /** A task left events on disk, or ended with exit code 1 without naming any. */
  EVENTS_SPOOLED(RunVerdict.UNKNOWN),
  /** A deployment records no stop. */
  STOP_UNOBSERVED(RunVerdict.UNKNOWN),
  /** A deployment's load was not offered as asked. */
  LOAD_INVALID(RunVerdict.UNKNOWN),
  /** A figure of the closing table could not be measured. */
  FIGURE_UNKNOWN(RunVerdict.UNKNOWN);

  private final String word;

  RunCondition(String word) {
    this.word = word;
  }

  /** The verdict when this condition is the first that holds. */
  public String word() {
    return word;
  }

  /** The verdict when exactly {@code conditions} hold. */
  public static String decide(Set<RunCondition> conditions) {
    for (RunCondition condition : values()) {
      if (conditions.contains(condition)) {
        return condition.word;
      }
    }
    return RunVerdict.PASS;
  }
}

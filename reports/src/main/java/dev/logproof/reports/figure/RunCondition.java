package dev.logproof.reports.figure;

import java.util.Set;

/**
 * Conditions that keep an experiment from passing, in the order of the decision table in {@code
 * docs/decisions/001-verdict.md}. The first condition that holds decides.
 */
public enum RunCondition {
  /** The experiment did not complete. */
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
  /** A task left no accounting line, or one that is unreadable or does not balance. */
  ACCOUNTING_MISSING(RunVerdict.UNKNOWN),
  /** A task left events on disk, or ended with exit code 1 without reporting any. */
  EVENTS_SPOOLED(RunVerdict.UNKNOWN),
  /** A deployment recorded no stop. */
  STOP_UNOBSERVED(RunVerdict.UNKNOWN),
  /** The load generator of a deployment did not offer the requested load. */
  LOAD_INVALID(RunVerdict.UNKNOWN),
  /** A figure of the closing table could not be measured. */
  FIGURE_UNKNOWN(RunVerdict.UNKNOWN);

  private final String word;

  RunCondition(String word) {
    this.word = word;
  }

  /** Verdict if this condition is the first that holds. */
  public String word() {
    return word;
  }

  /** Verdict if exactly {@code conditions} hold. */
  public static String decide(Set<RunCondition> conditions) {
    for (RunCondition condition : values()) {
      if (conditions.contains(condition)) {
        return condition.word;
      }
    }
    return RunVerdict.PASS;
  }
}

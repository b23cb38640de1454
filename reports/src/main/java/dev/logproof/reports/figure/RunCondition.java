package dev.logproof.reports.figure;

import java.util.Set;

/**
 * Conditions that keep an experiment from passing, see {@code docs/decisions/001-verdict.md}. The
 * first that holds decides.
 */
public enum RunCondition {
  RUN_INCOMPLETE(RunVerdict.UNKNOWN),
  TRACERS_LOST(RunVerdict.FAIL),
  VERIFICATION_FAILED(RunVerdict.FAIL),
  TASK_KILLED(RunVerdict.FAIL),
  /** Events were neither delivered nor spooled. */
  EVENTS_PENDING(RunVerdict.FAIL),
  /** Exit code other than 0 and 1. */
  TASK_FAILED(RunVerdict.FAIL),
  /** Line missing, unreadable or not balanced. */
  ACCOUNTING_MISSING(RunVerdict.UNKNOWN),
  /** Events left on disk, or exit code 1 without any reported. */
  EVENTS_SPOOLED(RunVerdict.UNKNOWN),
  STOP_UNOBSERVED(RunVerdict.UNKNOWN),
  /** A fault was to be made and was not observed. */
  FAULT_UNOBSERVED(RunVerdict.UNKNOWN),
  /** The load generator did not offer the requested load. */
  LOAD_INVALID(RunVerdict.UNKNOWN),
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

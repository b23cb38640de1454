package dev.logproof.verify.verdict;

/**
 * Conditions that keep an outcome from passing, in the order of the decision table in {@code
 * docs/decisions/001-verdict.md}. The first condition that holds decides.
 */
public enum Condition {
  /** A run did not offer its load, the journal of a segment is missing, or engines disagree. */
  EVIDENCE_UNSOUND,
  /** The destination holds no object written since the runs began. */
  NOTHING_READ,
  /** A requirement is broken, and no data still to come can satisfy it. */
  REQUIREMENT_BROKEN,
  /** A signal ended the scan. */
  READING_STOPPED,
  /** An object at the destination was not read. */
  OBJECT_UNREAD,
  /** The journal of a run has no end. */
  RUN_CUT_OFF,
  /** A run sent no tracer. */
  NOTHING_SENT,
  /** Data still to come can break a requirement that is met, or satisfy one that is broken. */
  REQUIREMENT_OPEN,
  /** The confidence interval contains the required reliability. */
  REQUIREMENT_UNPROVEN
}

package dev.logproof.verify.verdict;

/**
 * Conditions that keep an outcome from passing; the first that holds decides. Documented in {@code
 * docs/decisions/001-verdict.md}.
 */
public enum Condition {
  /** A run did not offer its load, the journal of a segment is missing, or engines disagree. */
  EVIDENCE_UNSOUND,
  /** The destination holds no object written since the runs began. */
  NOTHING_READ,
  /** A requirement is broken, and no data still to come can satisfy it. */
  REQUIREMENT_BROKEN,
  READING_STOPPED,
  OBJECT_UNREAD,
  RUN_CUT_OFF,
  NOTHING_SENT,
  /** Data still to come can break or satisfy a requirement. */
  REQUIREMENT_OPEN,
  /** The confidence interval contains the required reliability. */
  REQUIREMENT_UNPROVEN
}

package dev.logproof.verify.verdict;

/**
 * What can stand between an outcome and a pass. The order is that of the decision table in {@code
 * docs/decisions/001-verdict.md}: the first condition that holds decides.
 */
public enum Condition {
  /** A run did not offer its load, a segment has no journal, or engines disagree. */
  EVIDENCE_UNSOUND,
  /** The destination holds no object written since the runs began. */
  NOTHING_READ,
  /** A requirement is broken, and nothing still undecided can mend it. */
  REQUIREMENT_BROKEN,
  /** A signal ended the reading. */
  READING_STOPPED,
  /** An object at the destination was not read. */
  OBJECT_UNREAD,
  /** A run has no end. */
  RUN_CUT_OFF,
  /** A run sent no tracer. */
  NOTHING_SENT,
  /** What is still undecided can break a requirement that is kept, or mend one that is broken. */
  REQUIREMENT_OPEN,
  /** The confidence interval lies on both sides of the required reliability. */
  REQUIREMENT_UNPROVEN
}

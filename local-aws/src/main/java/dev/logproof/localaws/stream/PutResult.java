package dev.logproof.localaws.stream;

/** Result of a put. */
public enum PutResult {
  /** All records not marked as rejected are accepted. */
  TAKEN,
  /** No record is accepted: the undelivered bytes reached their limit. */
  FULL,
  DELETED
}

package dev.logproof.localaws.stream;

/** Result of putting a request's records into a stream. */
public enum PutResult {
  /** All records that are not marked as rejected are accepted. */
  TAKEN,
  /** No record is accepted: the limit on undelivered bytes is reached. */
  FULL,
  /** No record is accepted: the stream is deleted. */
  DELETED
}

package dev.logproof.localaws.stream;

/** What a stream did with a request's records. */
public enum PutResult {
  /** The records that are not marked as rejected are accepted. */
  TAKEN,
  /** None is: delivery has fallen too far behind. */
  FULL,
  /** None is: the stream was deleted. */
  DELETED
}

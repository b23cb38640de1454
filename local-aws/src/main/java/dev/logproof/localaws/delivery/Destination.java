package dev.logproof.localaws.delivery;

/** Destination of a stream's records. Guarded by the stream's lock. */
@FunctionalInterface
public interface Destination {
  /** Opens a buffer of records delivered together. */
  RecordBuffer open();
}

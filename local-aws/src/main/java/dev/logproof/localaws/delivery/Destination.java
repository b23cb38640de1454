package dev.logproof.localaws.delivery;

/** Where a stream's records go. Under the stream's lock. */
@FunctionalInterface
public interface Destination {
  /** Begins to gather what will go there together. */
  RecordBuffer open();
}

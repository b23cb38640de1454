package dev.logproof.aggregator.firehose;

/** Accepts records in batches. Thread-safe; calls block until done or interrupted. */
public interface DeliveryStream extends AutoCloseable {
  /**
   * Sends one request; a service failure is an outcome, not an exception.
   *
   * @param batch not empty; used only during the call
   */
  PutOutcome put(RecordBatch batch);

  /** Releases the calling thread's resources after its last request. */
  default void leave() {}

  @Override
  void close();
}

package dev.logproof.aggregator.firehose;

/**
 * Delivery stream that takes records in batches. Thread-safe; calls block until done or
 * interrupted.
 */
public interface DeliveryStream extends AutoCloseable {
  /**
   * Sends {@code batch} in one request. A failure of the service is an outcome, not an exception.
   *
   * @param batch not empty; used only during the call
   */
  PutOutcome put(RecordBatch batch);

  /** Releases the resources of the calling thread, which sends no more requests. */
  default void leave() {}

  @Override
  void close();
}

package dev.logproof.aggregator.delivery;

/**
 * A delivery stream that takes records in requests. Thread-safe; calls block, and end when they are
 * interrupted.
 */
public interface DeliveryStream extends AutoCloseable {
  /**
   * Sends {@code batch} in one request; never throws for what the other side does.
   *
   * @param batch not empty; lent until the call returns
   */
  PutOutcome put(RecordBatch batch);

  /** The calling thread sends no more: what is kept for it is given back. */
  default void leave() {}

  @Override
  void close();
}

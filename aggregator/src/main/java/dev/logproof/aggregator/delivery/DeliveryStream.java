package dev.logproof.aggregator.delivery;

/** A delivery stream that takes records in requests. Thread-safe; calls block. */
public interface DeliveryStream extends AutoCloseable {
  /**
   * Sends {@code batch} in one request; never throws for what the other side does.
   *
   * @param batch not empty; lent until the call returns
   */
  PutOutcome put(RecordBatch batch);

  /** Ends requests that wait for an answer: they count as unanswered. Any thread. */
  default void abort() {}

  @Override
  void close();
}

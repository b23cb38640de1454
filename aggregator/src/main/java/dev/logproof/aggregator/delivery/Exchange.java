package dev.logproof.aggregator.delivery;

import java.io.IOException;

/**
 * Memory, and for some a connection, for one request at a time. Used by one thread at a time; any
 * thread may end a request that waits.
 */
interface Exchange extends AutoCloseable {
  /**
   * Sends {@code batch} and reads the answer.
   *
   * @throws IOException when there is none
   */
  PutOutcome put(RecordBatch batch) throws IOException;

  /** Ends the request that waits for an answer, if one does. */
  void abort();

  @Override
  void close();
}

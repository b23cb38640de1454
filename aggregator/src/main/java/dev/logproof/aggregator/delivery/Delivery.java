package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import java.util.List;

/** Delivers chunks, with retries. Confined to one delivery thread. */
public interface Delivery {
  /** Returns the records that chunks delivered together may have; one chunk may have more. */
  int maxRecords();

  /** Returns the bytes that chunks delivered together may have; one chunk may have more. */
  int maxBytes();

  /**
   * Delivers {@code chunks}, limited only by the stop deadline.
   *
   * @return undelivered events, in order
   */
  List<byte[]> deliver(List<Chunk> chunks);

  /** Waits before the next attempt; returns false at the stop deadline. */
  boolean pauseAfterError();

  /** Releases the calling thread's resources. */
  void end();
}

package dev.logproof.aggregator.buffer;

import java.nio.ByteBuffer;

/** Stores events that can never be delivered. Thread-safe; never blocks on a disk. */
public interface DeadLetters {
  /** Stores a copy of {@code event} with the reason. */
  void keep(String reason, ByteBuffer event);

  /** Writes pending events for at most {@code millis}; no event may be added afterwards. */
  default void close(long millis) throws InterruptedException {}
}

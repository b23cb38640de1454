package dev.logproof.aggregator.buffer;

import java.nio.ByteBuffer;

/** Where events go that can never be delivered. Thread-safe; never blocks on a disk. */
public interface DeadLetters {
  /** Keeps a copy of {@code event}, its bytes as they were, and why it could not be delivered. */
  void keep(String reason, ByteBuffer event);

  /** Writes what is kept, for at most {@code millis}; nothing may be kept afterwards. */
  default void close(long millis) throws InterruptedException {}
}

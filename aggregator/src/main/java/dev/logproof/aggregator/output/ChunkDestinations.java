package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.Chunk;

/**
 * Where the chunks of a buffer with chunk keys go, by the name of their destination. Thread-safe.
 */
interface ChunkDestinations {
  /** Returns whether a destination may have this name. */
  boolean isName(String name);

  /** Counts bytes in open chunks. */
  void hold(long bytes);

  /** Takes a sealed chunk whose bytes are held. */
  void accept(String name, Chunk chunk);

  /** Returns whether inputs should wait. */
  boolean isFull();

  /** Runs {@code resume} once when there is room, possibly immediately. */
  void whenRoom(Runnable resume);

  /** Cancels {@link #whenRoom} for {@code resume}. */
  void forget(Runnable resume);

  /** Drops the oldest sealed chunks, without acknowledgement, while full. */
  void dropOldestWhileFull();
}

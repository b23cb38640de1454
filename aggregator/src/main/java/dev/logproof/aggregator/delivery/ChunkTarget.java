package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.firehose.PutOutcome;

/** Takes whole chunks, such as a file. Thread-safe; calls block until done or interrupted. */
public interface ChunkTarget extends AutoCloseable {
  /**
   * Delivers all records of {@code chunk} or none; a failure is an outcome, not an exception.
   *
   * @param attempt how often this chunk was tried before
   */
  PutOutcome put(Chunk chunk, ChunkId id, int attempt);

  /** Releases the calling thread's resources after its last chunk. */
  default void leave() {}

  @Override
  void close();
}

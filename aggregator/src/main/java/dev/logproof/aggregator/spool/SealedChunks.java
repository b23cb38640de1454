package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import java.util.function.Consumer;

/** Receives sealed chunks before their delivery. Thread-safe. */
public interface SealedChunks extends Consumer<Chunk> {
  /** Starts the threads of this stage. */
  void start();

  /** Hands on all chunks; returns false if that takes longer than {@code millis} for the disk. */
  boolean close(long millis) throws InterruptedException;

  /** Returns the stage of a buffer in memory, which has no effect. */
  static SealedChunks passedTo(Consumer<Chunk> delivery) {
    return new SealedChunks() {
      @Override
      public void start() {}

      @Override
      public void accept(Chunk chunk) {
        delivery.accept(chunk);
      }

      @Override
      public boolean close(long millis) {
        return true;
      }
    };
  }
}

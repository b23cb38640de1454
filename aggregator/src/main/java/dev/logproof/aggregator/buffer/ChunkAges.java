package dev.logproof.aggregator.buffer;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long the chunks of a queue have waited for delivery. Thread-safe. */
final class ChunkAges {
  private final LongSupplier nanoTime;

  /** Number of chunks by the time since which they wait. */
  private final TreeMap<Long, Integer> waiting = new TreeMap<>();

  ChunkAges(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Adds a chunk, which keeps its time if it has waited in another queue. */
  synchronized void add(Chunk chunk) {
    waiting.merge(chunk.waitsSince(nanoTime), 1, Integer::sum);
  }

  /** Removes a chunk that was added. */
  synchronized void remove(Chunk chunk) {
    waiting.computeIfPresent(
        chunk.waitsSince(nanoTime), (since, chunks) -> chunks == 1 ? null : chunks - 1);
  }

  /** Returns the age of the oldest chunk, 0 without chunks. */
  synchronized long oldestMillis() {
    return waiting.isEmpty()
        ? 0
        : TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - waiting.firstKey());
  }
}

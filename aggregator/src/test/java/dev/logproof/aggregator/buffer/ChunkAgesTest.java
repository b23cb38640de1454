package dev.logproof.aggregator.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The oldest waiting chunk, with the wait in an earlier queue. */
class ChunkAgesTest {
  private final AtomicLong millis = new AtomicLong(-5);
  private final ChunkAges ages = ages();

  private ChunkAges ages() {
    return new ChunkAges(() -> TimeUnit.MILLISECONDS.toNanos(millis.get()));
  }

  @Test
  void agesWithOldestChunk() {
    Chunk first = Chunks.of(1);
    Chunk sameTime = Chunks.of(1);
    Chunk later = Chunks.of(1);
    assertThat(ages.oldestMillis()).isZero();
    ages.add(first);
    ages.add(sameTime);
    millis.addAndGet(30);
    ages.add(later);
    millis.addAndGet(12);
    assertThat(ages.oldestMillis()).isEqualTo(42);
    ages.remove(first);
    assertThat(ages.oldestMillis()).isEqualTo(42);
    ages.remove(sameTime);
    assertThat(ages.oldestMillis()).isEqualTo(12);
    ages.remove(later);
    assertThat(ages.oldestMillis()).isZero();
  }

  @Test
  void countsWaitInEarlierQueue() {
    Chunk chunk = Chunks.of(1);
    ages.add(chunk);
    millis.addAndGet(100);
    ChunkAges next = ages();
    next.add(chunk);
    millis.addAndGet(1);
    assertThat(next.oldestMillis()).isEqualTo(101);
  }
}

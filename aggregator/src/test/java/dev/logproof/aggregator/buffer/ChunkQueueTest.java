package dev.logproof.aggregator.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The buffer's limit, and who waits for room. */
class ChunkQueueTest {
  private final ChunkQueue queue = new ChunkQueue(1_000);
  private final AtomicInteger resumed = new AtomicInteger();

  private Chunk offer(int records) {
    Chunk chunk = Chunks.of(records);
    queue.hold(chunk.sizeBytes());
    queue.offer(chunk);
    return chunk;
  }

  @Test
  void chunksAreTakenInOrder() throws InterruptedException {
    Chunk first = offer(1);
    Chunk second = offer(2);
    assertThat(queue.take()).containsSame(first);
    assertThat(queue.take()).containsSame(second);
    queue.close();
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void atTheLimitFeedersWaitUntilChunksAreDelivered() throws InterruptedException {
    offer(80);
    assertThat(queue.isFull()).isTrue();
    queue.whenRoom(resumed::incrementAndGet);
    assertThat(resumed).hasValue(0);
    queue.release(queue.take().orElseThrow());
    assertThat(queue.heldBytes()).isZero();
    assertThat(resumed).hasValue(1);
  }

  @Test
  void whoAsksWhenThereIsRoomResumesAtOnce() {
    queue.whenRoom(resumed::incrementAndGet);
    assertThat(resumed).hasValue(1);
  }

  @Test
  void dropOldestMakesRoomAndCountsWhatItDrops() throws InterruptedException {
    Ledger ledger = new Ledger();
    ledger.received(90, 0);
    ledger.held(90);
    offer(50);
    Chunk youngest = offer(40);
    queue.dropOldestWhileFull(ledger);
    assertThat(queue.take()).containsSame(youngest);
    assertThat(ledger.rejected(RejectCause.DROPPED_OLDEST_CHUNK)).isEqualTo(50);
    assertThat(ledger.accounting().balanced()).isTrue();
  }
}

package dev.logproof.aggregator.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Enforces the buffer limit and wakes waiting threads. */
class ChunkQueueTest {
  private static final int TIME_LIMIT_SECONDS = 20;
  private static final String INTERRUPTED = "interrupted";

  private final ChunkQueue queue = new ChunkQueue(1_000);
  private final AtomicInteger resumed = new AtomicInteger();

  private Chunk offer(int records) {
    Chunk chunk = Chunks.of(records);
    queue.hold(chunk.sizeBytes());
    queue.offer(chunk);
    return chunk;
  }

  @Test
  void returnsChunksInOrder() throws InterruptedException {
    Chunk first = offer(1);
    Chunk second = offer(2);
    assertThat(queue.take()).containsSame(first);
    assertThat(queue.take()).containsSame(second);
    queue.close();
    assertThat(queue.take()).isEmpty();
  }

  /** The last thread to wait used its memory and connection most recently. */
  @Test
  @Timeout(TIME_LIMIT_SECONDS)
  void wakesLatestWaiterFirst() throws InterruptedException {
    BlockingQueue<String> woken = new LinkedBlockingQueue<>();
    startTaker("early", woken);
    startTaker("late", woken);
    offer(1);
    assertThat(woken.take()).isEqualTo("late");
    offer(1);
    assertThat(woken.take()).isEqualTo("early");
  }

  @Test
  @Timeout(TIME_LIMIT_SECONDS)
  void wakesOtherWaiterWhenLatestIsInterrupted() throws InterruptedException {
    BlockingQueue<String> woken = new LinkedBlockingQueue<>();
    startTaker("early", woken);
    Thread late = startTaker("late", woken);
    late.interrupt();
    offer(1);
    String first = woken.take();
    // A thread woken before the interrupt still takes the chunk.
    assertThat(first.equals(INTERRUPTED) ? woken.take() : first).isIn("early", "late");
  }

  private Thread startTaker(String name, BlockingQueue<String> woken) {
    Thread taker =
        new Thread(
            () -> {
              try {
                queue.release(queue.take().orElseThrow());
                woken.add(name);
              } catch (InterruptedException e) {
                woken.add(INTERRUPTED);
              }
            });
    taker.setDaemon(true);
    taker.start();
    while (taker.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return taker;
  }

  @Test
  void delaysFeedersAtLimitUntilChunksAreReleased() throws InterruptedException {
    offer(80);
    assertThat(queue.isFull()).isTrue();
    queue.whenRoom(resumed::incrementAndGet);
    assertThat(resumed).hasValue(0);
    queue.release(queue.take().orElseThrow());
    assertThat(queue.heldBytes()).isZero();
    assertThat(resumed).hasValue(1);
  }

  @Test
  void countsSpilledChunkOnceWhenReadBackFails() throws InterruptedException {
    ChunkQueue shared = new ChunkQueue(10_000, 1_000);
    Chunk other = Chunks.of(50);
    Chunk spilled = Chunks.of(20);
    for (Chunk chunk : List.of(other, spilled)) {
      shared.hold(chunk.sizeBytes());
    }
    spilled.stored(new UnreadableCopy());
    shared.offer(spilled);
    assertThat(spilled.isSpilled()).isTrue();
    assertThat(shared.memoryBytes()).isEqualTo(other.sizeBytes());
    Chunk taken = shared.take().orElseThrow();
    assertThatThrownBy(() -> shared.load(taken, UnpooledByteBufAllocator.DEFAULT))
        .isInstanceOf(IOException.class);
    shared.offer(taken);
    assertThat(shared.memoryBytes()).isEqualTo(other.sizeBytes());
    shared.release(shared.take().orElseThrow());
    shared.release(other);
    assertThat(shared.memoryBytes()).isZero();
    assertThat(shared.heldBytes()).isZero();
  }

  /** Unreadable disk copy. */
  private static final class UnreadableCopy implements Chunk.DiskCopy {
    @Override
    public Chunk read(ByteBufAllocator allocator) throws IOException {
      throw new IOException("unreadable");
    }

    @Override
    public void done() {}
  }

  @Test
  void resumesAtOnceWhenThereIsRoom() {
    queue.whenRoom(resumed::incrementAndGet);
    assertThat(resumed).hasValue(1);
  }

  @Test
  void dropsOldestChunkWhenFullAndCountsIt() throws InterruptedException {
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

  @Test
  void breaksAcksOfDroppedChunk() {
    AtomicInteger kept = new AtomicInteger();
    AtomicInteger broken = new AtomicInteger();
    PendingAck promise = new PendingAck(kept::incrementAndGet, false, broken::incrementAndGet);
    offer(80).addAck(promise);
    promise.partKept();
    queue.dropOldestWhileFull(new Ledger());
    assertThat(kept).hasValue(0);
    assertThat(broken).hasValue(1);
  }
}

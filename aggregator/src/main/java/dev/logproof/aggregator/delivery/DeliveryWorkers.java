package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.batch.FirehoseLimits;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that take chunks of one output to its stream, each with one request in flight at
 * most. Threads rather than callbacks: one that puts a request together, sends it and reads the
 * answer costs no change of threads, and holds up nothing but its own chunk while it waits.
 */
public final class DeliveryWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorkers.class);
  private static final long UNREADABLE_PAUSE_MILLIS = 1_000;

  /** Of chunks that share a request: with base64 and its padding well within what one holds. */
  private static final int MAX_SHARED_BYTES = FirehoseLimits.PUT_RECORD_BATCH.maxRequestBytes() / 2;

  private final ChunkQueue queue;
  private final Supplier<ChunkDelivery> deliveries;
  private final BiConsumer<List<byte[]>, List<Chunk>> undelivered;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Delivers what {@code queue} holds.
   *
   * @param undelivered is given the records that were left at the deadline, and the chunks they are
   *     of; from several threads
   */
  DeliveryWorkers(
      ChunkQueue queue,
      Supplier<ChunkDelivery> deliveries,
      BiConsumer<List<byte[]>, List<Chunk>> undelivered) {
    this.queue = queue;
    this.undelivered = undelivered;
    this.deliveries = deliveries;
  }

  /** Starts {@code count} threads named after {@code outputId}. */
  void start(String outputId, int count) {
    for (int i = 0; i < count; i++) {
      ChunkDelivery delivery = deliveries.get();
      // The kind of thread that Netty's memory keeps a cache for.
      Thread thread =
          new FastThreadLocalThread(() -> run(delivery), "delivery-" + outputId + "-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Waits until the closed queue is empty and everything taken from it is delivered.
   *
   * @return false when {@code deadline} passed first
   */
  public boolean awaitEnd(StopDeadline deadline) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(Math.max(1, deadline.remainingMillis()));
    }
    return hasEnded();
  }

  private boolean hasEnded() {
    return threads.stream().noneMatch(Thread::isAlive);
  }

  /**
   * Ends requests that are still waiting for an answer; what they hold counts as not delivered,
   * though Firehose may have taken it.
   *
   * @return false when a thread did not end within {@code millis}
   */
  boolean cut(long millis) throws InterruptedException {
    threads.forEach(Thread::interrupt);
    long untilNanos = System.nanoTime() + millis * 1_000_000;
    for (Thread thread : threads) {
      thread.join(Math.max(1, (untilNanos - System.nanoTime()) / 1_000_000));
    }
    return hasEnded();
  }

  private void run(ChunkDelivery delivery) {
    try {
      boolean going = true;
      while (going) {
        List<Chunk> chunks =
            queue.takeRequest(FirehoseLimits.PUT_RECORD_BATCH.maxRecords(), MAX_SHARED_BYTES);
        going = !chunks.isEmpty() && deliver(delivery, chunks);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("a delivery thread ended by a defect; its chunks stay pending", e);
      throw e;
    } finally {
      delivery.end();
    }
  }

  /** What the disk does not give back now stays there, for a later try or the next task. */
  private boolean load(List<Chunk> chunks) throws InterruptedException {
    try {
      for (Chunk chunk : chunks) {
        queue.load(chunk, PooledByteBufAllocator.DEFAULT);
      }
      return true;
    } catch (IOException e) {
      LOG.error("cannot read chunks back from the disk: {}", e.toString());
      chunks.forEach(queue::offer);
      Thread.sleep(UNREADABLE_PAUSE_MILLIS);
      return false;
    }
  }

  private boolean deliver(ChunkDelivery delivery, List<Chunk> chunks) throws InterruptedException {
    if (!load(chunks)) {
      return !delivery.isOver();
    }
    List<byte[]> left = delivery.deliver(chunks);
    if (!left.isEmpty()) {
      undelivered.accept(left, chunks);
      chunks.forEach(queue::release);
      return false;
    }
    chunks.forEach(Chunk::kept);
    chunks.forEach(queue::release);
    return true;
  }
}

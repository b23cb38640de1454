package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Threads that deliver the chunks of one output, each with at most one request in flight. Unlike
 * callbacks, they need no hand-over within a request, and a waiting thread delays only its own
 * chunks. Used by the main thread.
 */
public final class DeliveryWorkers {
  private final ChunkQueue queue;
  private final Supplier<? extends Delivery> deliveries;
  private final ByteBufAllocator allocator;
  private final BiConsumer<List<byte[]>, List<Chunk>> undelivered;
  private final List<DeliveryWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Delivers the chunks of {@code queue}.
   *
   * @param undelivered receives events left at the deadline; called from several threads
   */
  public DeliveryWorkers(
      ChunkQueue queue,
      Supplier<? extends Delivery> deliveries,
      ByteBufAllocator allocator,
      BiConsumer<List<byte[]>, List<Chunk>> undelivered) {
    this.queue = queue;
    this.deliveries = deliveries;
    this.allocator = allocator;
    this.undelivered = undelivered;
  }

  /** Starts {@code count} threads. */
  public void start(String outputId, int count) {
    for (int i = 0; i < count; i++) {
      DeliveryWorker worker =
          new DeliveryWorker(outputId, queue, deliveries.get(), allocator, undelivered);
      // Netty's allocator keeps a cache for each thread of this class.
      Thread thread = new FastThreadLocalThread(worker, "delivery-" + outputId + "-" + i);
      thread.setDaemon(true);
      workers.add(worker);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Waits until the closed queue is empty and all taken chunks are delivered.
   *
   * @return false if {@code deadline} passed first
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
   * Interrupts requests in flight; their events count as undelivered, even if Firehose accepted
   * them.
   *
   * @return false if a thread did not end within {@code millis}
   */
  public boolean cut(long millis) throws InterruptedException {
    threads.forEach(Thread::interrupt);
    long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime())));
    }
    return hasEnded();
  }

  /**
   * Returns the complete chunks of threads that do not end, although some events may be delivered.
   * These threads no longer release the chunks.
   */
  public List<Chunk> seize() {
    return workers.stream().flatMap(worker -> worker.seize().stream()).toList();
  }
}

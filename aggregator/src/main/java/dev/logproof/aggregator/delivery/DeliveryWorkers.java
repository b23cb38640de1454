package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The threads that deliver the chunks of one output to its stream, each with at most one request in
 * flight. Threads rather than callbacks: a thread that builds a request, sends it and reads the
 * response needs no hand-over, and delays nothing but its own chunks while it waits. Used by the
 * main thread.
 */
public final class DeliveryWorkers {
  private final ChunkQueue queue;
  private final Supplier<ChunkDelivery> deliveries;
  private final ByteBufAllocator allocator;
  private final BiConsumer<List<byte[]>, List<Chunk>> undelivered;
  private final List<DeliveryWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Delivers what {@code queue} holds.
   *
   * @param allocator for chunks that are read back from disk
   * @param undelivered is given the records that were left at the deadline, and the chunks they
   *     belong to; from several threads
   */
  DeliveryWorkers(
      ChunkQueue queue,
      Supplier<ChunkDelivery> deliveries,
      ByteBufAllocator allocator,
      BiConsumer<List<byte[]>, List<Chunk>> undelivered) {
    this.queue = queue;
    this.deliveries = deliveries;
    this.allocator = allocator;
    this.undelivered = undelivered;
  }

  /** Starts {@code count} threads named after {@code outputId}. */
  void start(String outputId, int count) {
    for (int i = 0; i < count; i++) {
      DeliveryWorker worker =
          new DeliveryWorker(outputId, queue, deliveries.get(), allocator, undelivered);
      // Netty's allocator keeps a cache per thread of this kind.
      Thread thread = new FastThreadLocalThread(worker, "delivery-" + outputId + "-" + i);
      thread.setDaemon(true);
      workers.add(worker);
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
   * Interrupts requests that still wait for a response; what they hold counts as not delivered,
   * though Firehose may have accepted it.
   *
   * @return false when a thread did not end within {@code millis}
   */
  boolean cut(long millis) throws InterruptedException {
    threads.forEach(Thread::interrupt);
    long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime())));
    }
    return hasEnded();
  }

  /**
   * The chunks in the hands of threads that do not end, whole: some of their events may be
   * delivered. From now on these threads neither release the chunks nor hand anything back, so the
   * caller may read them until the process ends.
   */
  List<Chunk> seize() {
    return workers.stream().flatMap(worker -> worker.seize().stream()).toList();
  }
}

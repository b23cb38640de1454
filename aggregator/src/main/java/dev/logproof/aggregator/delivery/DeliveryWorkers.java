package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that take chunks of one output to its stream, each with one request in flight at
 * most. Threads rather than callbacks: the SDK's synchronous client costs least, and a thread that
 * waits holds up nothing but its own chunk.
 */
public final class DeliveryWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorkers.class);

  private final ChunkQueue queue;
  private final Supplier<ChunkDelivery> deliveries;
  private final Consumer<List<byte[]>> undelivered;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Delivers what {@code queue} holds.
   *
   * @param undelivered is given the records that were left at the deadline; from several threads
   */
  DeliveryWorkers(
      ChunkQueue queue, Supplier<ChunkDelivery> deliveries, Consumer<List<byte[]>> undelivered) {
    this.queue = queue;
    this.undelivered = undelivered;
    this.deliveries = deliveries;
  }

  /** Starts {@code count} threads named after {@code outputId}. */
  void start(String outputId, int count) {
    for (int i = 0; i < count; i++) {
      ChunkDelivery delivery = deliveries.get();
      Thread thread = new Thread(() -> run(delivery), "delivery-" + outputId + "-" + i);
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
        Optional<Chunk> chunk = queue.take();
        going = chunk.isPresent() && deliver(delivery, chunk.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("a delivery thread ended by a defect; its chunk stays pending", e);
      throw e;
    }
  }

  private boolean deliver(ChunkDelivery delivery, Chunk chunk) throws InterruptedException {
    List<byte[]> left = delivery.deliver(chunk);
    if (!left.isEmpty()) {
      undelivered.accept(left);
      queue.release(chunk);
      return false;
    }
    chunk.kept();
    queue.release(chunk);
    return true;
  }
}

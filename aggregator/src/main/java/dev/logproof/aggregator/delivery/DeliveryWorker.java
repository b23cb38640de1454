package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.metrics.OncePerMinute;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One delivery thread. Ends only when the queue is closed and empty, or at the stop deadline. Keeps
 * its chunks after an exception and retries them. Confined to its own thread, except for {@link
 * #seize}.
 */
final class DeliveryWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  private final String outputId;
  private final ChunkQueue queue;
  private final Delivery delivery;
  private final ByteBufAllocator allocator;
  private final BiConsumer<List<byte[]>, List<Chunk>> undelivered;
  private final OncePerMinute errors = new OncePerMinute(System::nanoTime);
  private List<Chunk> inHand = List.of();
  private boolean seized;

  DeliveryWorker(
      String outputId,
      ChunkQueue queue,
      Delivery delivery,
      ByteBufAllocator allocator,
      BiConsumer<List<byte[]>, List<Chunk>> undelivered) {
    this.outputId = outputId;
    this.queue = queue;
    this.delivery = delivery;
    this.allocator = allocator;
    this.undelivered = undelivered;
  }

  @Override
  public void run() {
    try {
      boolean going = true;
      while (going) {
        going = step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      putBack();
      end();
    }
  }

  private boolean step() throws InterruptedException {
    try {
      if (inHand().isEmpty()) {
        take();
      }
      return !inHand().isEmpty() && deliver(inHand());
    } catch (IOException e) {
      errors.run(() -> LOG.error("[{}] cannot read chunks from disk: {}", outputId, e.toString()));
      return delivery.pauseAfterError();
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("[{}] internal error, retrying delivery", outputId, e));
      return delivery.pauseAfterError();
    }
  }

  private void take() throws InterruptedException {
    List<Chunk> taken = queue.takeRequest(delivery.maxRecords(), delivery.maxBytes());
    synchronized (this) {
      inHand = taken;
    }
  }

  private synchronized List<Chunk> inHand() {
    return inHand;
  }

  private boolean deliver(List<Chunk> chunks) throws IOException {
    for (Chunk chunk : chunks) {
      queue.load(chunk, allocator);
    }
    List<byte[]> left = delivery.deliver(chunks);
    boolean mine = drain();
    if (mine && left.isEmpty()) {
      chunks.forEach(this::settle);
    } else if (mine) {
      undelivered.accept(left, chunks);
      chunks.forEach(this::release);
    }
    return mine && left.isEmpty();
  }

  /** Drops the current chunks; returns false if they were seized. */
  private synchronized boolean drain() {
    inHand = List.of();
    return !seized;
  }

  /** A failed acknowledgement must not cause a second delivery. */
  private void settle(Chunk chunk) {
    try {
      chunk.kept();
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("[{}] cannot acknowledge a chunk", outputId, e));
    }
    release(chunk);
  }

  private void release(Chunk chunk) {
    try {
      queue.release(chunk);
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("[{}] cannot release a chunk", outputId, e));
    }
  }

  /** A stop collects undelivered chunks from the queue. */
  private void putBack() {
    List<Chunk> rest = inHand();
    if (drain()) {
      rest.forEach(queue::offer);
    }
  }

  private void end() {
    try {
      delivery.end();
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("[{}] cannot close a connection", outputId, e));
    }
  }

  /** Takes the current chunks; this thread no longer releases or requeues them. */
  synchronized List<Chunk> seize() {
    seized = true;
    return inHand;
  }
}

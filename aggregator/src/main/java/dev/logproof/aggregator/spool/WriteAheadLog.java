package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code @type file}: writes every sealed chunk to disk before delivery; waiting chunks share one
 * sync. A chunk that cannot be written is acknowledged only after delivery, and the memory limit
 * applies backpressure. Runs on its own thread, which survives every failure.
 */
public final class WriteAheadLog implements SealedChunks {
  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
  private static final int MAX_TOGETHER = 256;
  private static final long RETRY_MILLIS = 1_000;

  private final String outputId;
  private final WalWriter writer;
  private final Consumer<Chunk> delivery;

  /** An empty element ends the thread. */
  private final BlockingQueue<Optional<Chunk>> waiting = new LinkedBlockingQueue<>();

  private final Deque<Chunk> ready = new ArrayDeque<>();

  private final Thread thread;
  private boolean failing;

  /** Passes each chunk to {@code delivery} after it was written. */
  public WriteAheadLog(OutputSpool spool, Consumer<Chunk> delivery) {
    this.outputId = spool.outputId();
    this.writer = new WalWriter(spool);
    this.delivery = delivery;
    this.thread = new Thread(this::run, "wal-" + outputId);
    this.thread.setDaemon(true);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void accept(Chunk chunk) {
    waiting.add(Optional.of(chunk));
  }

  /**
   * Writes the waiting chunks; if the disk takes longer than {@code millis}, delivers them from
   * memory and returns false. No chunk may be added afterwards.
   */
  @Override
  public boolean close(long millis) throws InterruptedException {
    waiting.add(Optional.empty());
    thread.join(Math.max(1, millis));
    if (!thread.isAlive()) {
      return true;
    }
    List<Optional<Chunk>> left = new ArrayList<>();
    waiting.drainTo(left);
    waiting.add(Optional.empty());
    left.stream().flatMap(Optional::stream).forEach(delivery);
    LOG.error("[{}] the buffer's disk does not respond", outputId);
    return false;
  }

  private void run() {
    boolean going = true;
    List<Optional<Chunk>> taken = new ArrayList<>();
    try {
      while (going || !ready.isEmpty()) {
        take(taken, going);
        going &= taken.stream().allMatch(Optional::isPresent);
        write(taken.stream().flatMap(Optional::stream).toList());
        taken.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writer.close();
    }
  }

  private void take(List<Optional<Chunk>> taken, boolean going) throws InterruptedException {
    if (!ready.isEmpty()) {
      Optional<Chunk> next = waiting.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
      if (next != null) {
        taken.add(next);
      }
    } else if (going) {
      taken.add(waiting.take());
    }
    waiting.drainTo(taken, MAX_TOGETHER);
  }

  private void write(List<Chunk> chunks) {
    ready.addAll(chunks);
    if (!chunks.isEmpty()) {
      store(chunks);
    }
    handOver();
  }

  private void store(List<Chunk> chunks) {
    try {
      WalWriter.Written written = writer.write(chunks);
      written.failure().ifPresentOrElse(this::failed, this::recovered);
      written.copies().forEach(WriteAheadLog::stored);
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  /** Sends the acknowledgement of {@code ack_on spooled}. */
  private static void stored(Chunk chunk, Chunk.DiskCopy copy) {
    try {
      chunk.stored(copy);
    } catch (RuntimeException e) {
      LOG.warn("cannot acknowledge a chunk that is on disk: {}", e.toString());
    }
  }

  private void handOver() {
    try {
      while (!ready.isEmpty()) {
        delivery.accept(ready.getFirst());
        ready.removeFirst();
      }
    } catch (RuntimeException | Error e) {
      LOG.error("[{}] delivery does not accept a chunk, retrying: {}", outputId, e.toString());
    }
  }

  /** Logs once per outage, not per chunk. */
  private void failed(Throwable cause) {
    if (!failing) {
      LOG.error(
          "[{}] cannot write chunks to disk, keeping them in memory only: {}",
          outputId,
          cause.toString());
    }
    failing = true;
  }

  private void recovered() {
    if (failing) {
      LOG.info("[{}] writing chunks to disk again", outputId);
      failing = false;
    }
  }
}

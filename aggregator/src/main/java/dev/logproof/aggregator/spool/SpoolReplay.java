package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.metrics.Ledger;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands entries of earlier tasks to delivery while the buffer has room. They stay on disk until
 * delivered, so a crash repeats some and loses none. Runs on its own thread.
 */
public final class SpoolReplay {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolReplay.class);

  private final OutputSpool spool;
  private final ChunkQueue queue;
  private final Ledger ledger;
  private final Thread thread;

  /** Null until {@link #start}. */
  private volatile SpoolCursor cursor;

  private volatile boolean stopping;

  /** An interrupt instead of a latch could close the file being read. */
  private volatile CountDownLatch room = new CountDownLatch(0);

  /** Replays the files of {@code spool} into {@code queue}. */
  public SpoolReplay(OutputSpool spool, ChunkQueue queue, Ledger ledger) {
    this.spool = spool;
    this.queue = queue;
    this.ledger = ledger;
    this.thread = new Thread(this::run, "replay-" + spool.outputId());
    this.thread.setDaemon(true);
  }

  /** Starts the replay thread. */
  public void start() {
    SpoolCursor files = new SpoolCursor(spool, ledger, PooledByteBufAllocator.DEFAULT);
    cursor = files;
    if (files.filesLeft() > 0) {
      LOG.info(
          "[{}] delivering events that earlier tasks left for {} in {} files",
          spool.outputId(),
          spool.stream(),
          files.filesLeft());
    }
    thread.start();
  }

  private void run() {
    try {
      while (awaitRoom()) {
        Optional<Chunk> chunk = cursor.next();
        if (chunk.isEmpty()) {
          return;
        }
        ledger.recovered(chunk.get().records());
        queue.offerRecovered(chunk.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("[{}] the replay of the spool ended early", spool.outputId(), e);
    }
  }

  private boolean awaitRoom() throws InterruptedException {
    while (queue.isFull() && !stopping) {
      CountDownLatch latch = new CountDownLatch(1);
      room = latch;
      queue.whenRoom(latch::countDown);
      if (!stopping) {
        latch.await();
      }
    }
    return !stopping;
  }

  /** Returns true if the replay ends within {@code millis}. */
  public boolean awaitEnd(long millis) throws InterruptedException {
    thread.join(Math.max(1, millis));
    return !thread.isAlive();
  }

  /** Returns true once every file was handed to delivery. */
  public boolean hasEnded() {
    return cursor != null && !thread.isAlive();
  }

  /** Stops the replay; returns false if the disk does not respond within {@code millis}. */
  public boolean stop(long millis) throws InterruptedException {
    stopping = true;
    room.countDown();
    return awaitEnd(millis);
  }

  /** Counts the events not handed out; call it after the end. */
  public long countRest() {
    SpoolCursor files = cursor;
    return files == null ? 0 : files.rest();
  }

  /** Returns the number of unfinished files. */
  public int filesLeft() {
    SpoolCursor files = cursor;
    return files == null ? 0 : files.filesLeft();
  }
}

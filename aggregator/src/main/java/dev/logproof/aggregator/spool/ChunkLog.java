package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code @type file}: every sealed chunk is written to disk before it is delivered. Chunks that
 * wait together are written together and forced to the disk once, so that the cost of a sync is
 * shared by whatever came in meanwhile; the price is that delivery waits for one. When the disk
 * takes nothing a chunk goes on in memory alone, its promises unkept until it is delivered, and
 * what memory may hold then holds clients back. Writes on a thread of its own; what waits for it is
 * bounded by the memory limit of the buffer.
 */
public final class ChunkLog implements Consumer<Chunk> {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkLog.class);

  /** Small enough that delivered chunks give their disk back soon. */
  static final long SEGMENT_BYTES = 64L << 20;

  private static final int MAX_TOGETHER = 256;

  private final String outputId;
  private final Spool spool;
  private final Consumer<Chunk> delivery;
  private final BlockingQueue<Optional<Chunk>> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private Optional<LogSegment> segment = Optional.empty();
  private boolean failing;

  /**
   * Starts.
   *
   * @param spool names the files
   * @param delivery is given each chunk once it is on disk
   */
  public ChunkLog(String outputId, Spool spool, Consumer<Chunk> delivery) {
    this.outputId = outputId;
    this.spool = spool;
    this.delivery = delivery;
    this.thread = new Thread(this::run, "log-" + outputId);
    this.thread.setDaemon(true);
    this.thread.start();
  }

  @Override
  public void accept(Chunk chunk) {
    waiting.add(Optional.of(chunk));
  }

  /** Writes what still waits; nothing may be handed in afterwards. */
  public void close() throws InterruptedException {
    waiting.add(Optional.empty());
    thread.join();
  }

  private void run() {
    boolean going = true;
    List<Optional<Chunk>> taken = new ArrayList<>();
    while (going) {
      try {
        taken.add(waiting.take());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      waiting.drainTo(taken, MAX_TOGETHER);
      going = taken.stream().allMatch(Optional::isPresent);
      write(taken.stream().flatMap(Optional::stream).toList());
      taken.clear();
    }
    segment.ifPresent(this::complete);
  }

  private void write(List<Chunk> chunks) {
    Map<Chunk, Chunk.DiskCopy> copies = new HashMap<>();
    try {
      for (Chunk chunk : chunks) {
        copies.put(chunk, segment().append(chunk));
      }
      if (segment.isPresent()) {
        segment.get().force();
      }
      recovered();
    } catch (IOException e) {
      copies.values().forEach(Chunk.DiskCopy::done);
      copies.clear();
      failed(e);
    }
    for (Chunk chunk : chunks) {
      Optional.ofNullable(copies.get(chunk)).ifPresent(chunk::stored);
      delivery.accept(chunk);
    }
  }

  private LogSegment segment() throws IOException {
    if (segment.isPresent() && segment.get().sizeBytes() >= SEGMENT_BYTES) {
      segment.get().force();
      complete(segment.get());
      segment = Optional.empty();
    }
    if (segment.isEmpty()) {
      segment = Optional.of(spool.newSegment());
    }
    return segment.get();
  }

  private void complete(LogSegment old) {
    try {
      old.complete();
    } catch (IOException e) {
      LOG.error("[{}] cannot end a file of the buffer: {}", outputId, e.toString());
    }
  }

  /** Said once, not for every chunk. */
  private void failed(IOException cause) {
    if (!failing) {
      LOG.error(
          "[{}] the disk takes no chunks, they are kept in memory alone: {}",
          outputId,
          cause.toString());
    }
    failing = true;
    segment.ifPresent(this::complete);
    segment = Optional.empty();
  }

  private void recovered() {
    if (failing) {
      LOG.info("[{}] the disk takes chunks again", outputId);
      failing = false;
    }
  }
}

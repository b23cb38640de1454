package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.spool.StopSpool;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events left at the deadline, spooled by one thread. Delivery threads add them but write no files,
 * because they may be interrupted.
 */
public final class UndeliveredEvents {
  /** Limits the additional memory for copies. */
  private static final int PIECE_BYTES = 4 << 20;

  private final Queue<Left> left = new ConcurrentLinkedQueue<>();
  private final Queue<Chunk> seized = new ConcurrentLinkedQueue<>();
  private final AtomicLong onDisk = new AtomicLong();
  private volatile boolean found;

  /** Events of {@code chunks} left at the deadline. */
  private record Left(List<byte[]> records, List<Chunk> chunks) {
    boolean isStored() {
      return chunks.stream().allMatch(Chunk::isStored)
          && chunks.stream().mapToInt(Chunk::records).sum() == records.size();
    }
  }

  /** Adds the undelivered events of {@code chunks}. */
  public void add(List<byte[]> records, List<Chunk> chunks) {
    left.add(new Left(records, chunks));
  }

  /**
   * Adds chunks of threads that do not end; their delivered events are delivered twice. The chunks
   * are not released, since their threads may still read them.
   */
  public void addSeized(List<Chunk> chunks) {
    seized.addAll(chunks);
  }

  /** Spools the added events and the contents of {@code queue}. */
  public void keep(ChunkQueue queue, StopSpool spool) {
    List<Chunk> unsaved = new ArrayList<>();
    for (Optional<Chunk> rest = queue.poll(); rest.isPresent(); rest = queue.poll()) {
      found = true;
      Chunk chunk = rest.get();
      if (chunk.isStored()) {
        onDisk.addAndGet(chunk.records());
        queue.release(chunk);
      } else {
        unsaved.add(chunk);
      }
    }
    List<Left> rewritten = new ArrayList<>();
    for (Left each : left) {
      found = true;
      if (each.isStored()) {
        onDisk.addAndGet(each.records().size());
      } else {
        rewritten.add(each);
        keep(each.records(), spool);
      }
    }
    for (Chunk chunk : unsaved) {
      spool.keep(chunk);
      queue.release(chunk);
    }
    for (Chunk chunk : seized) {
      found = true;
      if (chunk.isStored()) {
        onDisk.addAndGet(chunk.records());
      } else {
        spool.keep(chunk);
      }
    }
    if (spool.finish()) {
      // These disk copies also contain delivered events.
      rewritten.forEach(each -> each.chunks().forEach(Chunk::keptElsewhere));
    }
  }

  private static void keep(List<byte[]> records, StopSpool spool) {
    int first = 0;
    while (first < records.size()) {
      int bytes = 0;
      int end = first;
      while (end < records.size()
          && (end == first || bytes + records.get(end).length <= PIECE_BYTES)) {
        bytes += records.get(end++).length;
      }
      Chunk piece = Chunk.of(UnpooledByteBufAllocator.DEFAULT, records.subList(first, end));
      spool.keep(piece);
      piece.release();
      first = end;
    }
  }

  /** Returns the number of events already on disk. */
  public long onDisk() {
    return onDisk.get();
  }

  public boolean isEmpty() {
    return !found && left.isEmpty();
  }
}

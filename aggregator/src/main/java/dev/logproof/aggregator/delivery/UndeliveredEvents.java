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
 * What delivery had not delivered when its time was over, and where a stop keeps it. Delivery
 * threads add; they may be interrupted and therefore write no files. One other thread keeps.
 */
final class UndeliveredEvents {
  /** Copies are written in pieces, so that they need little memory beside the copies. */
  private static final int PIECE_BYTES = 4 << 20;

  private final Queue<Left> left = new ConcurrentLinkedQueue<>();
  private final Queue<Chunk> seized = new ConcurrentLinkedQueue<>();
  private final AtomicLong onDisk = new AtomicLong();
  private volatile boolean found;

  /** Records that the deadline left of {@code chunks}. */
  private record Left(List<byte[]> records, List<Chunk> chunks) {
    /** Nothing of the chunks was delivered, and all of them are on disk: they can stay there. */
    boolean isStored() {
      return chunks.stream().allMatch(Chunk::isStored)
          && chunks.stream().mapToInt(Chunk::records).sum() == records.size();
    }
  }

  /** Adds what is left of {@code chunks}. */
  void add(List<byte[]> records, List<Chunk> chunks) {
    left.add(new Left(records, chunks));
  }

  /**
   * Adds chunks of threads that do not end, whole: what of them is delivered is delivered twice.
   * They are read and not released, since their threads may still look at them.
   */
  void addSeized(List<Chunk> chunks) {
    seized.addAll(chunks);
  }

  /** Keeps everything: what was added, and what {@code queue} holds. */
  void keep(ChunkQueue queue, StopSpool spool) {
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
      // The copies that chunks had on disk hold events that are delivered, too.
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

  /** Returns how many events stay in files that are on disk already. */
  long onDisk() {
    return onDisk.get();
  }

  /** Returns true when nothing was left. */
  boolean isEmpty() {
    return !found && left.isEmpty();
  }
}

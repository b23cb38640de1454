package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes groups of chunks to the write-ahead log with one sync each. Chunks that cannot be made
 * durable stay in memory only. Confined to one thread.
 */
final class WalWriter {
  /** Small, so that delivered chunks soon free disk space. */
  static final long SEGMENT_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(WalWriter.class);

  private final OutputSpool spool;
  private final long segmentBytes;

  /** Null while no segment is open. */
  private WalSegment segment;

  WalWriter(OutputSpool spool) {
    this(spool, SEGMENT_BYTES);
  }

  WalWriter(OutputSpool spool, long segmentBytes) {
    this.spool = spool;
    this.segmentBytes = segmentBytes;
  }

  /** Copies of the durable chunks, and why others are not durable. */
  static final class Written {
    private final Map<Chunk, SpoolFile.Copy> copies = new LinkedHashMap<>();

    /** The last failure; null without one. */
    private Throwable failure;

    Map<Chunk, SpoolFile.Copy> copies() {
      return copies;
    }

    Optional<Throwable> failure() {
      return Optional.ofNullable(failure);
    }
  }

  Written write(Iterable<Chunk> chunks) {
    Written written = new Written();
    Map<Chunk, SpoolFile.Copy> appended = new LinkedHashMap<>();
    try {
      for (Chunk chunk : chunks) {
        rotate(appended, written.copies);
        appended.put(chunk, open().append(chunk));
      }
    } catch (IOException | RuntimeException | Error e) {
      written.failure = e;
    }
    try {
      force(appended, written.copies);
    } catch (IOException | RuntimeException | Error e) {
      written.failure = e;
    }
    if (written.failure().isPresent()) {
      close();
    }
    return written;
  }

  private void rotate(Map<Chunk, SpoolFile.Copy> appended, Map<Chunk, SpoolFile.Copy> durable)
      throws IOException {
    if (segment != null && segment.sizeBytes() >= segmentBytes) {
      force(appended, durable);
      close();
    }
  }

  /** A failed sync is not retried, because the system may have dropped the data. */
  private void force(Map<Chunk, SpoolFile.Copy> appended, Map<Chunk, SpoolFile.Copy> durable)
      throws IOException {
    boolean forced = false;
    try {
      if (segment != null && !appended.isEmpty()) {
        segment.force();
      }
      durable.putAll(appended);
      forced = true;
    } finally {
      if (!forced) {
        appended.values().forEach(SpoolFile.Copy::forget);
      }
      appended.clear();
    }
  }

  private WalSegment open() throws IOException {
    if (segment == null) {
      segment = spool.newSegment();
    }
    return segment;
  }

  void close() {
    WalSegment old = segment;
    segment = null;
    try {
      if (old != null) {
        old.complete();
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("[{}] cannot close a WAL file: {}", spool.outputId(), e.toString());
    }
  }
}

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
  private Optional<WalSegment> segment = Optional.empty();

  WalWriter(OutputSpool spool) {
    this(spool, SEGMENT_BYTES);
  }

  WalWriter(OutputSpool spool, long segmentBytes) {
    this.spool = spool;
    this.segmentBytes = segmentBytes;
  }

  /** Copies of the durable chunks, and why others are not durable. */
  record Written(Map<Chunk, SpoolFile.Copy> copies, Optional<Throwable> failure) {}

  Written write(Iterable<Chunk> chunks) {
    Map<Chunk, SpoolFile.Copy> durable = new LinkedHashMap<>();
    Map<Chunk, SpoolFile.Copy> appended = new LinkedHashMap<>();
    Optional<Throwable> failure = Optional.empty();
    try {
      for (Chunk chunk : chunks) {
        rotate(appended, durable);
        appended.put(chunk, open().append(chunk));
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = Optional.of(e);
    }
    try {
      force(appended, durable);
    } catch (IOException | RuntimeException | Error e) {
      failure = Optional.of(e);
    }
    if (failure.isPresent()) {
      close();
    }
    return new Written(durable, failure);
  }

  private void rotate(Map<Chunk, SpoolFile.Copy> appended, Map<Chunk, SpoolFile.Copy> durable)
      throws IOException {
    if (segment.isPresent() && segment.get().sizeBytes() >= segmentBytes) {
      force(appended, durable);
      close();
    }
  }

  /** A failed sync is not retried, because the system may have dropped the data. */
  private void force(Map<Chunk, SpoolFile.Copy> appended, Map<Chunk, SpoolFile.Copy> durable)
      throws IOException {
    boolean forced = false;
    try {
      if (segment.isPresent() && !appended.isEmpty()) {
        segment.get().force();
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
    if (segment.isEmpty()) {
      segment = Optional.of(spool.newSegment());
    }
    return segment.get();
  }

  void close() {
    Optional<WalSegment> old = segment;
    segment = Optional.empty();
    try {
      if (old.isPresent()) {
        old.get().complete();
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("[{}] cannot close a WAL file: {}", spool.outputId(), e.toString());
    }
  }
}

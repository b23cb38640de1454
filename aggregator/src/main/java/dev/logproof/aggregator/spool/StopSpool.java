package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spools the chunks that a stop left undelivered. Files are published as they fill up, in case the
 * task is killed early. Confined to one thread, except {@link #safeEvents}.
 */
public final class StopSpool {
  private static final Logger LOG = LoggerFactory.getLogger(StopSpool.class);
  private static final long FILE_BYTES = 64L << 20;

  private final OutputSpool spool;
  private final AtomicLong safeEvents = new AtomicLong();

  /** Null while no file is open. */
  private SpoolWriter writer;

  private long unpublishedEvents;
  private boolean failed;

  /** Creates the first file with the first chunk. */
  public StopSpool(OutputSpool spool) {
    this.spool = spool;
  }

  /** A chunk is safe once its file is published. */
  public void keep(Chunk chunk) {
    try {
      if (writer == null) {
        writer = spool.newFile();
      }
      EntryHeader header = writer.append(chunk);
      unpublishedEvents += header.records();
    } catch (IOException | RuntimeException | Error e) {
      failed(chunk.records(), e);
      return;
    }
    if (writer.sizeBytes() >= FILE_BYTES) {
      publish();
    }
  }

  /** Publishes the last file; returns true if all chunks are safe. */
  public boolean finish() {
    publish();
    return !failed;
  }

  private void publish() {
    if (writer == null) {
      return;
    }
    try (SpoolWriter file = writer) {
      if (unpublishedEvents == 0) {
        file.discard();
      } else {
        file.publish();
        safeEvents.addAndGet(unpublishedEvents);
      }
    } catch (IOException | RuntimeException | Error e) {
      failed(unpublishedEvents, e);
    }
    writer = null;
    unpublishedEvents = 0;
  }

  private void failed(long events, Throwable cause) {
    failed = true;
    LOG.error(
        "[{}] cannot keep {} events in {}: {}",
        spool.outputId(),
        events,
        spool.root().path(),
        cause.toString());
  }

  /** Returns the number of events in published files. */
  public long safeEvents() {
    return safeEvents.get();
  }
}

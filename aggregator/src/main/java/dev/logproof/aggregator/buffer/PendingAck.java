package dev.logproof.aggregator.buffer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A promise owed to a client: kept once everything its frame held is kept. It starts with one part,
 * the frame itself, so that it cannot be kept before the frame is read to its end; every chunk that
 * takes events of the frame adds a part. Thread-safe.
 */
public final class PendingAck {
  private final AtomicInteger openParts = new AtomicInteger(1);
  private final Runnable send;

  /** Runs {@code send} when the last part is kept, on whichever thread keeps it. */
  public PendingAck(Runnable send) {
    this.send = send;
  }

  /** One more chunk holds events of the frame. */
  public void addPart() {
    openParts.incrementAndGet();
  }

  /** The frame is read to its end, or a chunk is kept. */
  public void partKept() {
    if (openParts.decrementAndGet() == 0) {
      send.run();
    }
  }
}

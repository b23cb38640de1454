package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.OncePerMinute;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A promise owed to a client: kept once everything its frame held is kept. It starts with one part,
 * the frame itself, so that it cannot be kept before the frame is read to its end; every chunk that
 * takes events of the frame adds a part. Thread-safe.
 */
public final class PendingAck {
  private static final Logger LOG = LoggerFactory.getLogger(PendingAck.class);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  private final AtomicInteger openParts = new AtomicInteger(1);
  private final Runnable send;
  private final boolean onDisk;
  private final Runnable giveUp;

  /** Runs {@code send} when the last part is kept, on whichever thread keeps it. */
  public PendingAck(Runnable send) {
    this(send, false);
  }

  /**
   * The same.
   *
   * @param onDisk when to be safe on disk is enough to be kept
   */
  public PendingAck(Runnable send, boolean onDisk) {
    this(send, onDisk, () -> {});
  }

  /**
   * The same.
   *
   * @param giveUp is run when a part is given up, for each part: it will never be kept
   */
  public PendingAck(Runnable send, boolean onDisk, Runnable giveUp) {
    this.send = send;
    this.onDisk = onDisk;
    this.giveUp = giveUp;
  }

  /** True when to be safe on disk is enough. */
  boolean isForDisk() {
    return onDisk;
  }

  /** One more chunk holds events of the frame. */
  public void addPart() {
    openParts.incrementAndGet();
  }

  /** An event of the frame was not kept: the acknowledgement is never sent. */
  public void neverKept() {
    addPart();
    broken();
  }

  /** A chunk with events of the frame is given up, so that the client has to send it again. */
  void broken() {
    run(giveUp);
  }

  /** The frame is read to its end, or a chunk is kept. */
  public void partKept() {
    if (openParts.decrementAndGet() == 0) {
      run(send);
    }
  }

  /**
   * Nobody who keeps a part can do anything about a client that cannot be told, such as one whose
   * event loop has ended; that client sends again.
   */
  private static void run(Runnable consequence) {
    try {
      consequence.run();
    } catch (RuntimeException | Error e) {
      ERRORS.run(() -> LOG.error("an acknowledgement cannot be sent", e));
    }
  }
}

package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.OncePerMinute;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pending acknowledgement of one frame, sent once all parts are delivered or, if that suffices,
 * stored on disk. The first part completes when the frame is fully read; each chunk with events of
 * the frame adds one. Thread-safe.
 */
public final class PendingAck {
  private static final Logger LOG = LoggerFactory.getLogger(PendingAck.class);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  private final AtomicInteger openParts = new AtomicInteger(1);
  private final Runnable send;
  private final boolean onDisk;
  private final Runnable giveUp;

  /** Runs {@code send} on the thread that completes the last part. */
  public PendingAck(Runnable send) {
    this(send, false);
  }

  /**
   * Accepts a disk copy in place of delivery if {@code onDisk}.
   *
   * @param onDisk whether a disk copy completes a part
   */
  public PendingAck(Runnable send, boolean onDisk) {
    this(send, onDisk, () -> {});
  }

  /**
   * Also reports parts that are given up.
   *
   * @param onDisk whether a disk copy completes a part
   * @param giveUp runs for each part given up; {@code send} then never runs
   */
  public PendingAck(Runnable send, boolean onDisk, Runnable giveUp) {
    this.send = send;
    this.onDisk = onDisk;
    this.giveUp = giveUp;
  }

  /** Returns true when a disk copy completes a part. */
  boolean isForDisk() {
    return onDisk;
  }

  /** Adds a part for one more chunk with events of the frame. */
  public void addPart() {
    openParts.incrementAndGet();
  }

  /** Prevents the acknowledgement: an event of the frame was not stored. */
  public void neverKept() {
    addPart();
    broken();
  }

  /** Gives up a part: its chunk is dropped, and the client has to resend the frame. */
  void broken() {
    run(giveUp);
  }

  /** Completes a part: the frame is fully read, or a chunk is delivered or stored on disk. */
  public void partKept() {
    if (openParts.decrementAndGet() == 0) {
      run(send);
    }
  }

  /**
   * Logs failures: callers cannot help a client that cannot be reached, for example because its
   * event loop has ended. That client resends.
   */
  private static void run(Runnable consequence) {
    try {
      consequence.run();
    } catch (RuntimeException | Error e) {
      ERRORS.run(() -> LOG.error("an acknowledgement cannot be sent", e));
    }
  }
}

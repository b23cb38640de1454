package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.OncePerMinute;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledgement of one frame, sent once all parts are delivered or, if that suffices, stored on
 * disk. Reading the frame is one part; each chunk with its events adds one. Thread-safe.
 */
public final class PendingAck {
  /** Stands for no acknowledgement: the frame requests none, and its parts are not counted. */
  public static final PendingAck NONE = new PendingAck(() -> {});

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

  /** Accepts a disk copy in place of delivery if {@code onDisk}. */
  public PendingAck(Runnable send, boolean onDisk) {
    this(send, onDisk, () -> {});
  }

  /**
   * Also reports parts that are given up.
   *
   * @param giveUp runs for each part given up; {@code send} then never runs
   */
  public PendingAck(Runnable send, boolean onDisk, Runnable giveUp) {
    this.send = send;
    this.onDisk = onDisk;
    this.giveUp = giveUp;
  }

  boolean isForDisk() {
    return onDisk;
  }

  /** Returns whether the client requests this acknowledgement. */
  public boolean isRequested() {
    return this != NONE;
  }

  /** Adds a part for a chunk with {@code acks}; events of one frame follow each other. */
  void addTo(List<PendingAck> acks) {
    if (acks.isEmpty() || acks.get(acks.size() - 1) != this) {
      acks.add(this);
      addPart();
    }
  }

  /** Adds a part for one more chunk. */
  public void addPart() {
    openParts.incrementAndGet();
  }

  /** Prevents the acknowledgement: an event was not stored. */
  public void neverKept() {
    if (isRequested()) {
      addPart();
      broken();
    }
  }

  void broken() {
    run(giveUp);
  }

  /** Completes a part: the frame is read, or a chunk is delivered or stored. */
  public void partKept() {
    if (isRequested() && openParts.decrementAndGet() == 0) {
      run(send);
    }
  }

  /** Logs failures: the client resends. */
  private static void run(Runnable consequence) {
    try {
      consequence.run();
    } catch (RuntimeException | Error e) {
      ERRORS.run(() -> LOG.error("an acknowledgement cannot be sent", e));
    }
  }
}

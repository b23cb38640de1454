package dev.logproof.aggregator.delivery;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the requests of all outputs share. A request that finds no room is not sent, and
 * counts as unanswered: that closes the output's window to one request at a time, for which there
 * is room. Thread-safe.
 */
public final class RequestMemory {
  private final long limitBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  /** For {@code limitBytes} of requests at the same time. */
  public RequestMemory(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Counts {@code bytes} more.
   *
   * @throws IOException when that is beyond the limit; then nothing is counted
   */
  void take(int bytes) throws IOException {
    long held = heldBytes.addAndGet(bytes);
    if (held > limitBytes) {
      heldBytes.addAndGet(-bytes);
      throw new IOException(
          "no memory for a request of " + bytes + " bytes: others hold " + (held - bytes));
    }
  }

  void giveBack(int bytes) {
    heldBytes.addAndGet(-bytes);
  }

  /** True when memory should not be kept for further requests. */
  boolean isScarce() {
    return heldBytes.get() > limitBytes / 2;
  }

  /** Bytes held now. */
  public long heldBytes() {
    return heldBytes.get();
  }
}

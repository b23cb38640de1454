package dev.logproof.aggregator.firehose;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory limit shared by the requests of all outputs. A request without memory counts as
 * unanswered, which closes the output's window to one request at a time. Thread-safe.
 */
public final class RequestMemory {
  private final long limitBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  /** Limits all requests together to {@code limitBytes}. */
  public RequestMemory(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  void take(int bytes) throws IOException {
    long held = heldBytes.addAndGet(bytes);
    if (held > limitBytes) {
      heldBytes.addAndGet(-bytes);
      throw new IOException(
          "no memory for a request of " + bytes + " bytes: other requests hold " + (held - bytes));
    }
  }

  void giveBack(int bytes) {
    heldBytes.addAndGet(-bytes);
  }

  boolean isScarce() {
    return heldBytes.get() > limitBytes / 2;
  }

  /** Returns the reserved bytes. */
  public long heldBytes() {
    return heldBytes.get();
  }
}

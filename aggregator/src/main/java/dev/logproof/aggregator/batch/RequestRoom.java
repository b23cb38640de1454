package dev.logproof.aggregator.batch;

/**
 * How much room a request has left. Records are taken greedily and in order: that keeps order, and
 * costs at most one request more than an optimal packing. Confined to one thread.
 */
public final class RequestRoom {
  private final FirehoseLimits limits;
  private int records;
  private long base64Bytes;

  /** All the room that {@code limits} give. */
  public RequestRoom(FirehoseLimits limits) {
    this.limits = limits;
  }

  /** Takes the room of a record of {@code bytes}; false, and nothing taken, when there is none. */
  public boolean take(int bytes) {
    long with = base64Bytes + FirehoseLimits.base64Length(bytes);
    if (records == limits.maxRecords() || with > limits.maxRequestBytes()) {
      return false;
    }
    records++;
    base64Bytes = with;
    return true;
  }

  /** Gives all of it back. */
  public void clear() {
    records = 0;
    base64Bytes = 0;
  }

  /** Records that were taken. */
  public int records() {
    return records;
  }

  /** Their bytes in base64. */
  public long base64Bytes() {
    return base64Bytes;
  }
}

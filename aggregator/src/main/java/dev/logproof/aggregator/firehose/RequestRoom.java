package dev.logproof.aggregator.firehose;

/**
 * Remaining capacity of one request. Greedy packing preserves the order and needs at most one
 * request more than an optimal packing. Confined to one thread.
 */
public final class RequestRoom {
  private final FirehoseLimits limits;
  private int records;
  private long base64Bytes;

  /** Starts with the full capacity. */
  public RequestRoom(FirehoseLimits limits) {
    this.limits = limits;
  }

  /** Reserves capacity for a record; returns false if it does not fit. */
  public boolean take(int bytes) {
    long with = base64Bytes + FirehoseLimits.base64Length(bytes);
    if (records == limits.maxRecords() || with > limits.maxRequestBytes()) {
      return false;
    }
    records++;
    base64Bytes = with;
    return true;
  }

  /** Releases the reserved capacity. */
  public void clear() {
    records = 0;
    base64Bytes = 0;
  }

  /** Returns the number of records added. */
  public int records() {
    return records;
  }

  /** Returns the base64 length of the added records. */
  public long base64Bytes() {
    return base64Bytes;
  }
}

package dev.logproof.aggregator.firehose;

/**
 * Remaining capacity of one request. Greedy packing preserves the order and needs at most one
 * request more than an optimal packing. Confined to one thread.
 */
public final class RequestRoom {
  private final RequestLimits limits;
  private int records;
  private long requestBytes;
  private long base64Bytes;
  private long keyBytes;

  /** Starts with the full capacity. */
  public RequestRoom(RequestLimits limits) {
    this.limits = limits;
  }

  /** Reserves capacity for a record; returns false if it does not fit. */
  public boolean take(int bytes, int bytesOfKey) {
    long with = requestBytes + limits.requestBytes(bytes, bytesOfKey);
    if (records == limits.maxRecords() || with > limits.maxRequestBytes()) {
      return false;
    }
    records++;
    requestBytes = with;
    base64Bytes += FirehoseLimits.base64Length(bytes);
    keyBytes += bytesOfKey;
    return true;
  }

  /** Releases the reserved capacity. */
  public void clear() {
    records = 0;
    requestBytes = 0;
    base64Bytes = 0;
    keyBytes = 0;
  }

  /** Returns the number of records added. */
  public int records() {
    return records;
  }

  /** Returns the base64 length of the added records. */
  public long base64Bytes() {
    return base64Bytes;
  }

  /** Returns the length of the given keys. */
  public long keyBytes() {
    return keyBytes;
  }
}

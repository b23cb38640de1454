package dev.logproof.localaws.delivery;

import java.util.Arrays;

/**
 * Contiguous records in an array that the caller may reuse after the call. Confined to one thread.
 */
public final class Records {
  private final byte[] bytes;
  private final int[] ends;
  private final int first;
  private final int next;

  /**
   * Selects the records {@code [first, next)}.
   *
   * @param ends end offset of each record, where the next starts
   */
  public Records(byte[] bytes, int[] ends, int first, int next) {
    this.bytes = bytes;
    this.ends = ends;
    this.first = first;
    this.next = next;
  }

  /** Wraps a single record. */
  public static Records of(byte[] record) {
    return new Records(record, new int[] {record.length}, 0, 1);
  }

  /** Number of records. */
  public int count() {
    return next - first;
  }

  byte[] array() {
    return bytes;
  }

  int start() {
    return first == 0 ? 0 : ends[first - 1];
  }

  int length() {
    return ends[next - 1] - start();
  }

  /** Copies the concatenated records. */
  public byte[] copy() {
    return Arrays.copyOfRange(bytes, start(), start() + length());
  }

  /** Returns a record's end offset within {@link #copy}. */
  public int endOf(int index) {
    return ends[first + index] - start();
  }
}

package dev.logproof.localaws.delivery;

import java.util.Arrays;

/**
 * Neighbouring records in one array, which belongs to the caller again after the call. Confined to
 * one thread.
 */
public final class Records {
  private final byte[] bytes;
  private final int[] ends;
  private final int first;
  private final int next;

  /**
   * The records {@code [first, next)}.
   *
   * @param ends where each record of {@code bytes} ends, which is where the one behind it starts
   */
  public Records(byte[] bytes, int[] ends, int first, int next) {
    this.bytes = bytes;
    this.ends = ends;
    this.first = first;
    this.next = next;
  }

  /** A single one. */
  public static Records of(byte[] record) {
    return new Records(record, new int[] {record.length}, 0, 1);
  }

  /** How many there are. */
  public int count() {
    return next - first;
  }

  /** Where the bytes lie, from {@link #start} on. */
  byte[] array() {
    return bytes;
  }

  int start() {
    return first == 0 ? 0 : ends[first - 1];
  }

  int length() {
    return ends[next - 1] - start();
  }

  /** Their bytes, one behind the other, in an array of their own. */
  public byte[] copy() {
    return Arrays.copyOfRange(bytes, start(), start() + length());
  }

  /** Where the record at {@code index} ends within {@link #copy}. */
  public int endOf(int index) {
    return ends[first + index] - start();
  }
}

package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.Records;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Decoded records of one request, contiguous in an array that is reused across requests, which
 * avoids one object per record. Confined to an event loop.
 */
public final class RecordBatch extends OutputStream {
  private static final int FIRST_BYTES = 256 << 10;

  private byte[] bytes = new byte[FIRST_BYTES];
  private final int[] ends;
  private final boolean[] rejected;
  private final boolean[] broken;
  private int length;
  private int records;
  private int rejectedRecords;
  private int rejectedBytes;

  /** Creates an empty batch of at most {@code maxRecords}. */
  public RecordBatch(int maxRecords) {
    ends = new int[maxRecords];
    rejected = new boolean[maxRecords];
    broken = new boolean[maxRecords];
  }

  /** Clears the batch for the next request. */
  public void clear() {
    length = 0;
    records = 0;
    rejectedRecords = 0;
    rejectedBytes = 0;
  }

  @Override
  public void write(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }

  /** Ends the current record; returns its size in bytes. */
  public int endRecord() {
    rejected[records] = false;
    broken[records] = false;
    ends[records++] = length;
    return bytesOf(records - 1);
  }

  /** Returns true when the batch holds its maximum number of records. */
  public boolean isFull() {
    return records == ends.length;
  }

  /** Number of complete records. */
  public int records() {
    return records;
  }

  /** Total bytes of all records. */
  public int bytes() {
    return length;
  }

  /** Size of the record at {@code index}, in bytes. */
  public int bytesOf(int index) {
    return ends[index] - startOf(index);
  }

  int startOf(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /** Returns the records {@code [first, next)}. */
  Records records(int first, int next) {
    return new Records(bytes, ends, first, next);
  }

  byte[] array() {
    return bytes;
  }

  /** Marks the record at {@code index}, so far unmarked, as rejected. */
  public void reject(int index) {
    rejected[index] = true;
    rejectedRecords++;
    rejectedBytes += bytesOf(index);
  }

  /** Marks the record at {@code index} as rejected by an internal failure. */
  public void breakDown(int index) {
    broken[index] = true;
    reject(index);
  }

  /** Returns true when an internal failure rejected the record at {@code index}. */
  public boolean isBroken(int index) {
    return broken[index];
  }

  /** Returns true when the record at {@code index} is rejected. */
  public boolean isRejected(int index) {
    return rejected[index];
  }

  /** Number of rejected records. */
  public int rejectedRecords() {
    return rejectedRecords;
  }

  int acceptedBytes() {
    return length - rejectedBytes;
  }
}

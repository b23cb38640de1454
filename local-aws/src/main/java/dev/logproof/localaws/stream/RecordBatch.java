package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.Records;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The records of one request, decoded one behind the other into one array that the next request
 * uses again: no object a record. Confined to an event loop.
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

  /** An empty batch for at most {@code maxRecords}. */
  public RecordBatch(int maxRecords) {
    ends = new int[maxRecords];
    rejected = new boolean[maxRecords];
    broken = new boolean[maxRecords];
  }

  /** Empties the batch for the next request. */
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

  /** Ends the record that was written; returns its bytes. */
  public int endRecord() {
    rejected[records] = false;
    broken[records] = false;
    ends[records++] = length;
    return bytesOf(records - 1);
  }

  /** True when no other record fits. */
  public boolean isFull() {
    return records == ends.length;
  }

  /** How many records were ended. */
  public int records() {
    return records;
  }

  /** Bytes of all records. */
  public int bytes() {
    return length;
  }

  /** Bytes of the record at {@code index}. */
  public int bytesOf(int index) {
    return ends[index] - startOf(index);
  }

  int startOf(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /** The records {@code [first, next)}. */
  Records records(int first, int next) {
    return new Records(bytes, ends, first, next);
  }

  byte[] array() {
    return bytes;
  }

  /** Marks the record at {@code index}, which is not yet marked, as one the stream did not take. */
  public void reject(int index) {
    rejected[index] = true;
    rejectedRecords++;
    rejectedBytes += bytesOf(index);
  }

  /** Marks the record at {@code index} as one that failed inside the service. */
  public void breakDown(int index) {
    broken[index] = true;
    reject(index);
  }

  /** True when the record at {@code index} failed inside the service. */
  public boolean isBroken(int index) {
    return broken[index];
  }

  /** True when the stream did not take the record at {@code index}. */
  public boolean isRejected(int index) {
    return rejected[index];
  }

  /** How many records the stream did not take. */
  public int rejectedRecords() {
    return rejectedRecords;
  }

  int acceptedBytes() {
    return length - rejectedBytes;
  }
}

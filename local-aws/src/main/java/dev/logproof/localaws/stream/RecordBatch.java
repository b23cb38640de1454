package dev.logproof.localaws.stream;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.delivery.Records;
import dev.logproof.localaws.faults.CallErrorCode;
import dev.logproof.localaws.faults.RequestFault;
import dev.logproof.localaws.faults.RequestFaults;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Decoded records of one request in a reused array, which avoids one object per record. Confined to
 * an event loop.
 */
public final class RecordBatch extends OutputStream {
  private static final int FIRST_BYTES = 256 << 10;

  private byte[] bytes = new byte[FIRST_BYTES];
  private final int[] ends;
  private final boolean[] rejected;
  private final boolean[] broken;
  private int length;
  private int records;

  /** Creates an empty batch. */
  public RecordBatch(int maxRecords) {
    ends = new int[maxRecords];
    rejected = new boolean[maxRecords];
    broken = new boolean[maxRecords];
  }

  /** Clears the batch. */
  public void clear() {
    length = 0;
    records = 0;
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

  /** Ends the current record; returns its bytes. */
  public int endRecord() {
    rejected[records] = false;
    broken[records] = false;
    ends[records++] = length;
    return bytesOf(records - 1);
  }

  /** Returns whether the batch is full. */
  public boolean isFull() {
    return records == ends.length;
  }

  /** Number of complete records. */
  public int records() {
    return records;
  }

  /** Returns the total bytes. */
  public int bytes() {
    return length;
  }

  /** Returns a record's bytes. */
  public int bytesOf(int index) {
    return ends[index] - startOf(index);
  }

  /** Copies a record. */
  public byte[] copyOf(int index) {
    return Arrays.copyOfRange(bytes, startOf(index), ends[index]);
  }

  int startOf(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  Records records(int first, int next) {
    return new Records(bytes, ends, first, next);
  }

  byte[] array() {
    return bytes;
  }

  /** Rejects a record. */
  public void reject(int index) {
    rejected[index] = true;
  }

  /**
   * Applies {@code fault} after validation.
   *
   * @param error the API's exception for a refused call
   */
  public void apply(
      RequestFault fault, RequestFaults faults, Function<CallErrorCode, ApiException> error) {
    if (fault instanceof RequestFault.CallRefused refused) {
      faults.refused(records);
      throw error.apply(refused.code());
    }
    if (fault instanceof RequestFault.RecordsRefused refused) {
      SplittableRandom random = new SplittableRandom(faults.nextRecordSeed());
      for (int record = 0; record < records; record++) {
        if (random.nextDouble() < refused.share()) {
          broken[record] = !random.nextBoolean();
          reject(record);
        }
      }
      faults.refused(rejectedRecords());
    }
  }

  /** Returns whether an internal failure rejected a record. */
  public boolean isBroken(int index) {
    return broken[index];
  }

  /** Returns whether a record is rejected. */
  public boolean isRejected(int index) {
    return rejected[index];
  }

  /** Number of rejected records. */
  public int rejectedRecords() {
    return (int) rejected().count();
  }

  int acceptedBytes() {
    return length - rejected().map(this::bytesOf).sum();
  }

  private IntStream rejected() {
    return IntStream.range(0, records).filter(this::isRejected);
  }
}

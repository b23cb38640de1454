package dev.logproof.throughput.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the records in a PutRecordBatch without building objects: every string after a {@code Data}
 * key, since such strings contain no quotation marks. Confined to one connection.
 */
final class RecordScanner {
  private static final byte[] KEY = "\"Data\"".getBytes(US_ASCII);
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';

  private final PayloadScanner payload;
  private final Tally tally;

  RecordScanner(Tally tally) {
    this.tally = tally;
    this.payload = new PayloadScanner(tally);
  }

  /** Returns the number of records, or -1 if malformed. */
  int scan(byte[] body, int from, int to, long acceptedMicros) {
    int records = 0;
    long payloadBytes = 0;
    int key = quote(body, from, to);
    while (key >= 0) {
      int keyEnd = quote(body, key + 1, to);
      if (keyEnd < 0) {
        return -1;
      }
      if (!isData(body, key, keyEnd)) {
        key = quote(body, keyEnd + 1, to);
        continue;
      }
      int start = quote(body, keyEnd + 1, to);
      int end = start < 0 ? -1 : quote(body, start + 1, to);
      if (end < 0 || (end - start - 1) % 4 != 0) {
        return -1;
      }
      payloadBytes += payload.scan(body, start + 1, end, acceptedMicros);
      records++;
      key = quote(body, end + 1, to);
    }
    payload.finish(acceptedMicros);
    tally.request(records, payloadBytes);
    return records;
  }

  private static boolean isData(byte[] body, int from, int last) {
    if (last - from + 1 != KEY.length) {
      return false;
    }
    for (int i = 0; i < KEY.length; i++) {
      if (body[from + i] != KEY[i]) {
        return false;
      }
    }
    return true;
  }

  /** Works eight bytes at a time; returns -1 if there is none. */
  private static int quote(byte[] body, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = (long) WORD.get(body, at) ^ QUOTES;
      long zeroBytes = (word - ONES) & ~word & HIGH_BITS;
      if (zeroBytes != 0) {
        return at + (Long.numberOfTrailingZeros(zeroBytes) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (body[at] == '"') {
        return at;
      }
    }
    return -1;
  }
}

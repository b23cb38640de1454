package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * Writes what nearly all records are, a flat map of at most 15 strings, in one loop whose state is
 * local variables: what {@link JsonWriter} keeps in fields for maps within maps costs as much as
 * the strings themselves. Gives up at anything else, and at a key that comes twice; that one then
 * writes the record from the start. Stateless; any thread.
 */
final class FlatRecord {
  /** No such record; what was written does not count. */
  static final int NONE = -1;

  /** Pairs that such a record has at most. */
  static final int MAX_KEYS = 15;

  private static final int FIXED_MAP = 0x80;
  private static final int FIXED_STR = 0xa0;
  private static final int STR_8 = (byte) 0xd9;
  private static final int STR_16 = (byte) 0xda;

  private FlatRecord() {}

  /** Room that a record of so many bytes may take: what stands around strings is no more. */
  static long roomBytes(int recordBytes) {
    return (long) JsonText.MAX_GROWTH * (recordBytes + 1);
  }

  /**
   * Writes the record in {@code [from, end)} at {@code start} of {@code out}, which has {@link
   * #roomBytes}. {@link Words#SLACK_BYTES} lie behind both.
   *
   * @param keys room for {@link #MAX_KEYS}, whose content means nothing
   * @return where what was written ends, or {@link #NONE}
   */
  static int write(byte[] in, int from, int end, byte[] out, int start, long[] keys) {
    if (from >= end || (in[from] & 0xf0) != FIXED_MAP) {
      return NONE;
    }
    int at = from + 1;
    int next = start;
    out[next++] = '{';
    long lengths = 0;
    int count = 0;
    for (int left = 2 * (in[from] & 0xf); left > 0; left--) {
      long string = string(in, at);
      int text = (int) (string >>> Integer.SIZE);
      at = (int) string;
      if (string < 0 || at > end) {
        return NONE;
      }
      out[next++] = '"';
      int json = next;
      next = (int) JsonText.write(in, text, at, at, out, next);
      if ((left & 1) == 0) {
        long bit = 1L << (next - json);
        if ((lengths & bit) != 0 && isAmong(keys, count, out, json, next)) {
          return NONE;
        }
        lengths |= bit;
        keys[count++] = (long) json << Integer.SIZE | next;
      }
      out[next++] = '"';
      out[next++] = (byte) ((left & 1) == 0 ? ':' : ',');
    }
    // The last comma makes way.
    int last = next > start + 1 ? next - 1 : next;
    out[last] = '}';
    return at == end ? last + 1 : NONE;
  }

  /** True when what lies in {@code [from, to)} is one of the keys before. */
  private static boolean isAmong(long[] keys, int count, byte[] out, int from, int to) {
    for (int i = 0; i < count; i++) {
      int key = (int) (keys[i] >>> Integer.SIZE);
      if (Arrays.equals(out, key, (int) keys[i], out, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Where the string whose head lies at {@code at} begins and, in the lower half, ends. */
  private static long string(byte[] in, int at) {
    int head = in[at];
    if ((head & 0xe0) == FIXED_STR) {
      return pack(at + 1, head & 0x1f);
    } else if (head == STR_8) {
      return pack(at + 2, in[at + 1] & 0xff);
    } else if (head == STR_16) {
      return pack(at + 3, Words.shortBe(in, at + 1) & 0xffff);
    }
    return NONE;
  }

  private static long pack(int text, int length) {
    return (long) text << Integer.SIZE | (text + length);
  }
}

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

  /** Keys and values that such a record has at most. */
  static final int MAX_STRINGS = 30;

  /** Between a key and its value, or a value and the next key: a quote, a mark, a quote. */
  private static final int BETWEEN_BYTES = 3;

  private static final int BEHIND_KEY = '"' << 24 | ':' << 16 | '"' << 8;
  private static final int BEHIND_VALUE = '"' << 24 | ',' << 16 | '"' << 8;

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
   * @param starts room for {@link #MAX_STRINGS} and one more, whose content means nothing
   * @return where what was written ends, or {@link #NONE}
   */
  static int write(byte[] in, int from, int end, byte[] out, int start, int[] starts) {
    if (from >= end || (in[from] & 0xf0) != FIXED_MAP) {
      return NONE;
    }
    int at = from + 1;
    int next = start + 2;
    Words.shortBe(out, start, '{' << 8 | '"');
    int strings = 2 * (in[from] & 0xf);
    for (int left = strings; left > 0; left--) {
      long string = string(in, at);
      int text = (int) (string >>> Integer.SIZE);
      at = (int) string;
      if (string < 0 || at > end) {
        return NONE;
      }
      starts[left] = next;
      next = (int) JsonText.write(in, text, at, at, out, next);
      Words.intBe(out, next, (left & 1) == 0 ? BEHIND_KEY : BEHIND_VALUE);
      next += BETWEEN_BYTES;
    }
    // The last comma, or the first quote, and what stands behind it make way.
    int last = strings > 0 ? next - 2 : next - 1;
    out[last] = '}';
    return at == end && hasUniqueKeys(out, starts, strings) ? last + 1 : NONE;
  }

  /** Looks at keys after the loop, in which more variables would cost more than this does. */
  private static boolean hasUniqueKeys(byte[] out, int[] starts, int strings) {
    long lengths = 0;
    for (int key = strings; key > 0; key -= 2) {
      long bit = 1L << (starts[key - 1] - starts[key]);
      if ((lengths & bit) != 0 && isRepeated(out, starts, key, strings)) {
        return false;
      }
      lengths |= bit;
    }
    return true;
  }

  private static boolean isRepeated(byte[] out, int[] starts, int key, int strings) {
    int from = starts[key];
    int to = starts[key - 1] - BETWEEN_BYTES;
    for (int other = strings; other > key; other -= 2) {
      int end = starts[other - 1] - BETWEEN_BYTES;
      if (Arrays.equals(out, starts[other], end, out, from, to)) {
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

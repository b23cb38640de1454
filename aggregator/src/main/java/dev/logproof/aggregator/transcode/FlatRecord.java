package dev.logproof.aggregator.transcode;

import java.util.Arrays;

/**
 * Fast path for most records: writes a flat map of at most 15 string pairs in one loop with local
 * variables. Gives up at any other value or repeated key; {@link JsonWriter} then starts over.
 */
final class FlatRecord {
  /** The record is not flat; the output is invalid. */
  static final int NONE = -1;

  static final int MAX_STRINGS = 30;

  /** A quote, a separator and a quote. */
  private static final int BETWEEN_BYTES = 3;

  private static final int BEHIND_KEY = '"' << 24 | ':' << 16 | '"' << 8;
  private static final int BEHIND_VALUE = '"' << 24 | ',' << 16 | '"' << 8;

  private static final int FIXED_MAP = 0x80;

  private FlatRecord() {}

  static long roomBytes(int recordBytes) {
    return (long) JsonText.MAX_GROWTH * (recordBytes + 1);
  }

  /**
   * Writes {@code [from, end)} to {@code out} from {@code start} on, where {@link #roomBytes} are
   * free. {@link Words#SLACK_BYTES} must follow both.
   *
   * @param starts scratch space for {@link #MAX_STRINGS} and one more
   * @return end of the output, or {@link #NONE}
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
      long string = TextSpan.at(in, at);
      int text = TextSpan.start(string);
      at = TextSpan.end(string);
      if (string < 0 || at > end) {
        return NONE;
      }
      starts[left] = next;
      next = (int) JsonText.write(in, text, at, at, out, next);
      Words.intBe(out, next, (left & 1) == 0 ? BEHIND_KEY : BEHIND_VALUE);
      next += BETWEEN_BYTES;
    }
    // Overwrite the last comma, or the first quote without strings.
    int last = strings > 0 ? next - 2 : next - 1;
    out[last] = '}';
    return at == end && hasUniqueKeys(out, starts, strings) ? last + 1 : NONE;
  }

  /** Runs after the loop, which more variables would slow down. */
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
}

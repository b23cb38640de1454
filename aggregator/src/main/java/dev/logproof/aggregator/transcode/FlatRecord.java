package dev.logproof.aggregator.transcode;

/**
 * Writes what nearly all records are, a flat map of at most 15 strings, in one loop whose state is
 * local variables: what {@link JsonWriter} keeps in fields for maps within maps costs as much as
 * the strings themselves. Gives up at anything else, which that one then writes from the start.
 * Stateless; any thread.
 */
final class FlatRecord {
  /** No such record; what was written does not count. */
  static final int NONE = -1;

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
   * @return where what was written ends, or {@link #NONE}
   */
  static int write(byte[] in, int from, int end, byte[] out, int start) {
    if (from >= end || (in[from] & 0xf0) != FIXED_MAP) {
      return NONE;
    }
    int at = from + 1;
    int next = start;
    out[next++] = '{';
    for (int left = 2 * (in[from] & 0xf); left > 0; left--) {
      long string = string(in, at);
      int text = (int) (string >>> Integer.SIZE);
      at = (int) string;
      if (string < 0 || at > end) {
        return NONE;
      }
      out[next++] = '"';
      next = (int) JsonText.write(in, text, at, at, out, next);
      out[next++] = '"';
      out[next++] = (byte) ((left & 1) == 0 ? ':' : ',');
    }
    // The last comma makes way.
    int last = next > start + 1 ? next - 1 : next;
    out[last] = '}';
    return at == end ? last + 1 : NONE;
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

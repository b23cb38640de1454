package dev.logproof.forward.decode;

/**
 * Skips, in an array, the values of nearly all events: a time, and a flat map of at most 15 pairs
 * of strings and small integers. Leaves other values, and those that may exceed the end, to {@link
 * FrameScanner}. Stateless.
 */
final class ShortValues {
  /** The value has another form or is incomplete. */
  static final int NONE = -1;

  private static final int ENTRY = (byte) 0x92;
  private static final int FIXED_STR = 0xa0;
  private static final int FIXED_MAP = 0x80;
  private static final int UINT_32 = (byte) 0xce;
  private static final int INT_32 = (byte) 0xd2;
  private static final int FIXED_EXT_8 = (byte) 0xd7;
  private static final int MARKER = (byte) 0xff;
  private static final int STR_8 = (byte) 0xd9;
  private static final int STR_16 = (byte) 0xda;
  private static final int MIN_FIXED_INTEGER = -32;

  private static final int HEAD_BYTES = 3;

  private ShortValues() {}

  static int endOfEntry(byte[] in, int at, int end) {
    if (at >= end || in[at] != ENTRY) {
      return NONE;
    }
    int record = endOfTime(in, at + 1, end);
    return record < 0 ? NONE : endOfRecord(in, record, end);
  }

  /**
   * Accepts EventTime and 32-bit seconds. EventTimes whose seconds start with 0xff are left to the
   * scanner, since Fluent Bit's markers are among them.
   */
  static int endOfTime(byte[] in, int at, int end) {
    if (end - at < HEAD_BYTES) {
      return NONE;
    }
    int next = NONE;
    if (in[at] == FIXED_EXT_8 && in[at + 1] == 0 && in[at + 2] != MARKER) {
      next = at + 2 + Long.BYTES;
    } else if (in[at] == UINT_32 || in[at] == INT_32) {
      next = at + 1 + Integer.BYTES;
    }
    return next <= end ? next : NONE;
  }

  static int endOfRecord(byte[] in, int at, int end) {
    if (at >= end || (in[at] & 0xf0) != FIXED_MAP) {
      return NONE;
    }
    int position = at + 1;
    for (int left = 2 * (in[at] & 0xf); left > 0 && position > 0; left--) {
      position = endOfValue(in, position, end);
    }
    return position;
  }

  /** Accepts strings and one-byte integers. */
  static int endOfValue(byte[] in, int at, int end) {
    if (end - at < HEAD_BYTES) {
      return NONE;
    }
    int first = in[at];
    int next = NONE;
    if ((first & 0xe0) == FIXED_STR) {
      next = at + 1 + (first & 0x1f);
    } else if (first == STR_8) {
      next = at + 2 + (in[at + 1] & 0xff);
    } else if (first == STR_16) {
      next = at + HEAD_BYTES + ((in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff));
    } else if (first >= MIN_FIXED_INTEGER) {
      next = at + 1;
    }
    return next <= end ? next : NONE;
  }

  /** Accepts strings of less than 64 KiB. */
  static boolean isString(int first) {
    return (first & 0xe0) == FIXED_STR || first == STR_8 || first == STR_16;
  }
}

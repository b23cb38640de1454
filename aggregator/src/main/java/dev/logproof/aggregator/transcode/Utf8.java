package dev.logproof.aggregator.transcode;

/** Detects well-formed UTF-8 by table 3-7 of the Unicode standard. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Checks a sequence whose first byte is at least 0x80.
   *
   * @return its length if well-formed; otherwise the negated length, at least 1, of the bytes that
   *     one U+FFFD replaces
   */
  static int sequence(byte[] in, int at, int end) {
    int lead = in[at] & 0xff;
    if (lead < 0xc2 || lead > 0xf4) {
      return -1;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    for (int i = 1; i < length; i++) {
      if (at + i >= end || !continues(lead, i, in[at + i] & 0xff)) {
        return -i;
      }
    }
    return length;
  }

  /** Returns whether the bytes are UTF-8. */
  public static boolean isWellFormed(byte[] in, int from, int end) {
    int at = from;
    while (at < end) {
      if (end - at >= Long.BYTES && (Words.longLe(in, at) & Words.HIGH_BITS) == 0) {
        at += Long.BYTES;
      } else if (in[at] >= 0) {
        at++;
      } else {
        int length = sequence(in, at, end);
        if (length < 0) {
          return false;
        }
        at += length;
      }
    }
    return true;
  }

  private static boolean continues(int lead, int index, int value) {
    if (index > 1) {
      return value >= 0x80 && value <= 0xbf;
    }
    // The second byte excludes overlong forms, surrogates and code points above U+10FFFF.
    return switch (lead) {
      case 0xe0 -> value >= 0xa0 && value <= 0xbf;
      case 0xed -> value >= 0x80 && value <= 0x9f;
      case 0xf0 -> value >= 0x90 && value <= 0xbf;
      case 0xf4 -> value >= 0x80 && value <= 0x8f;
      default -> value >= 0x80 && value <= 0xbf;
    };
  }
}

package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * Writes text as a JSON string: UTF-8 unchanged, forbidden characters escaped, malformed UTF-8 as
 * U+FFFD. Processes eight bytes per step, so that short strings need no call and long ones no
 * second pass.
 */
final class JsonText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** Character after the backslash; 0 if there is no short escape. */
  private static final byte[] SHORT_FORMS = shortForms();

  /** One byte becomes at most {@code \}{@code u0000}. */
  static final int MAX_GROWTH = 6;

  private static final int SLICE_BYTES = 2 * 1024;

  /** A slice, a character that extends past it, quotes and a separator. */
  static final int SLICE_ROOM_BYTES = (SLICE_BYTES + 4) * MAX_GROWTH + 3;

  private JsonText() {}

  /** {@link Words#SLACK_BYTES} must follow the input. */
  static void writeQuoted(byte[] in, int from, int end, JsonWindow window, ByteBuf out) {
    window.room(SLICE_ROOM_BYTES, out);
    window.put('"');
    int at = from;
    while (end - at > SLICE_BYTES) {
      at = slice(in, at, at + SLICE_BYTES, end, window);
      window.room(SLICE_ROOM_BYTES, out);
    }
    int ignored = slice(in, at, end, end, window);
    window.put('"');
  }

  /** Requires room; returns the length of the JSON without quotes. */
  static int writeShort(byte[] in, int from, int end, JsonWindow window) {
    byte[] json = window.bytes();
    int start = window.at() + 1;
    json[start - 1] = '"';
    int next = (int) write(in, from, end, end, json, start);
    json[next] = '"';
    window.at(next + 1);
    return next - start;
  }

  private static int slice(byte[] in, int from, int to, int end, JsonWindow window) {
    long ends = write(in, from, to, end, window.bytes(), window.at());
    window.at((int) ends);
    return (int) (ends >>> Integer.SIZE);
  }

  /**
   * Writes {@code [from, to)} to {@code out} at {@code start}, including a character that extends
   * past {@code to}. {@code out} must have room, and {@link Words#SLACK_BYTES} must follow both.
   *
   * @return start of the next slice (upper half) and end of the output (lower half)
   */
  static long write(byte[] in, int from, int to, int end, byte[] out, int start) {
    int next = start;
    int at = from;
    while (at < to) {
      long word = Words.longLe(in, at);
      Words.longLe(out, next, word);
      int left = to - at;
      long marks = left >= Long.BYTES ? PlainRun.marks(word) : PlainRun.marks(word, left);
      if (marks == 0) {
        at += Long.BYTES;
        next += Long.BYTES;
        continue;
      }
      int plain = PlainRun.length(marks);
      at += plain;
      next += plain;
      // Non-ASCII text comes in runs: look for no plain run in between.
      while (at < to && in[at] < 0) {
        int length = Utf8.sequence(in, at, end);
        next = letter(in, at, length, out, next);
        at += Math.abs(length);
      }
      if (at < to && !isPlain(in[at])) {
        next = escape(in[at++], out, next);
      }
    }
    return (long) at << Integer.SIZE | next;
  }

  /** Expects an ASCII byte. */
  private static boolean isPlain(byte value) {
    return value >= 0x20 && value != '"' && value != '\\';
  }

  private static int letter(byte[] in, int at, int length, byte[] out, int next) {
    if (length > 0) {
      Words.copyInt(in, at, out, next);
      return next + length;
    }
    out[next] = (byte) 0xef;
    out[next + 1] = (byte) 0xbf;
    out[next + 2] = (byte) 0xbd;
    return next + 3;
  }

  private static int escape(byte value, byte[] out, int next) {
    int letter = SHORT_FORMS[value];
    if (letter != 0) {
      Words.shortBe(out, next, '\\' << 8 | letter);
      return next + 2;
    }
    Words.intBe(out, next, '\\' << 24 | 'u' << 16 | '0' << 8 | '0');
    Words.shortBe(out, next + 4, HEX[value >> 4] << 8 | HEX[value & 0xf]);
    return next + 6;
  }

  private static byte[] shortForms() {
    byte[] letters = new byte[Byte.MAX_VALUE + 1];
    letters['"'] = '"';
    letters['\\'] = '\\';
    letters['\n'] = 'n';
    letters['\r'] = 'r';
    letters['\t'] = 't';
    letters['\b'] = 'b';
    letters['\f'] = 'f';
    return letters;
  }
}

package dev.logproof.objects.content;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Searches text for a compressed part, and fails on bytes that are neither. Text may contain
 * isolated odd bytes; compressed or encrypted data has many close together. Skips printable ASCII
 * eight characters at a time. Confined to one thread.
 */
final class TextInspector {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SPACES = 0x2020202020202020L;

  /** Window in which odd bytes are counted. */
  private static final int WINDOW_BYTES = 64;

  private final boolean anyBytes;
  private long position;
  private int ahead;
  private long windowEnd;
  private int controls;
  private int foreign;
  private Form found = Form.NONE;

  /** With {@code anyBytes}, only searches for known formats. */
  TextInspector(boolean anyBytes) {
    this.anyBytes = anyBytes;
  }

  void reset() {
    position = 0;
    ahead = 0;
    windowEnd = 0;
    found = Form.NONE;
  }

  /** Format where the last call ended; {@link Form#NONE} if undecided. */
  Form found() {
    return found;
  }

  void resume() {
    ahead = 0;
    windowEnd = position;
    found = Form.NONE;
  }

  /** Excludes whitespace, and escape for ANSI colors. */
  static boolean isControl(byte each) {
    return each >= 0 && each < ' ' && !(each >= '\t' && each <= '\r') && each != 0x1b;
  }

  /**
   * Returns the end of the text, where {@link #found} begins or more bytes are needed to decide.
   */
  int inspect(byte[] bytes, int from, int to, boolean last) throws UnreadableContentException {
    found = Form.NONE;
    int limit = last ? to : Math.max(from, to - Form.MAX_BYTES);
    int at = from + ahead;
    while (at < limit) {
      at = skipPrintable(bytes, at, limit);
      if (at == limit) {
        break;
      }
      int text = skipText(bytes, at, limit, to);
      if (text > at) {
        at = text;
        continue;
      }
      int start = formStart(bytes, from, at, to, last);
      if (start >= 0) {
        return end(start, from, start);
      }
      at += note(bytes, from, at, to);
    }
    int safe = last ? to : Math.max(from, Math.min(at, limit) - Form.MAX_BYTES);
    return end(safe, from, Math.max(at, safe));
  }

  private int end(int safe, int from, int inspected) {
    position += safe - from;
    ahead = inspected - safe;
    return safe;
  }

  private static int skipPrintable(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      // Sets the high bit of each byte below a space or above ASCII; a borrow may set others.
      long word = (long) WORDS.get(bytes, at);
      long odd = ((word - SPACES) | word) & HIGH_BITS;
      if (odd != 0) {
        return at + Long.numberOfTrailingZeros(odd) / Byte.SIZE;
      }
    }
    while (at < to && bytes[at] >= ' ') {
      at++;
    }
    return at;
  }

  /** Skips until eight ASCII characters in a row make word steps faster. */
  private static int skipText(byte[] bytes, int from, int limit, int to) {
    int at = from;
    int ascii = 0;
    while (at < limit && ascii < Long.BYTES) {
      byte first = bytes[at];
      if (first >= ' ') {
        at++;
        ascii++;
      } else if ((first & 0xe0) == 0xc0
          && first >= (byte) 0xc2
          && at + 1 < to
          && (bytes[at + 1] & 0xc0) == 0x80) {
        at += 2;
        ascii = 0;
      } else {
        int length = textLength(bytes, at, to);
        if (length == 0) {
          return at;
        }
        at += length;
        ascii = 0;
      }
    }
    return at;
  }

  /** Returns 0 if the byte is odd. */
  private static int textLength(byte[] bytes, int at, int to) {
    byte first = bytes[at];
    if (first >= 0) {
      return isControl(first) ? 0 : 1;
    }
    int length = first >= (byte) 0xf0 ? 4 : first >= (byte) 0xe0 ? 3 : 2;
    if (first < (byte) 0xc2 || first > (byte) 0xf4 || at + length > to) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /**
   * Returns -1 if no format starts near {@code odd}. If a trial needs more bytes, returns the start
   * and leaves {@link #found} at {@link Form#NONE}.
   */
  private int formStart(byte[] bytes, int from, int odd, int to, boolean last) {
    for (int at = Math.max(from, odd - Form.MAX_BYTES); at <= odd; at++) {
      Form form = Form.seemingAt(bytes, at, to);
      if (form != Form.NONE) {
        boolean undecided = form.needsTrial() && !last && to - at < Form.TRIAL_BYTES;
        if (undecided || form.isProved(bytes, at, to, false)) {
          found = undecided ? Form.NONE : form;
          return at;
        }
      }
    }
    return -1;
  }

  /** Returns the number of bytes to skip. */
  private int note(byte[] bytes, int from, int at, int to) throws UnreadableContentException {
    if (anyBytes) {
      return 1;
    }
    if (bytes[at] == 0x1f && at + 1 < to && bytes[at + 1] == (byte) 0x8b) {
      return at + 2 < to && bytes[at + 2] == 8 ? 3 : 2;
    }
    long offset = position + at - from;
    if (offset >= windowEnd) {
      windowEnd = offset + WINDOW_BYTES;
      controls = 0;
      foreign = 0;
    }
    if (bytes[at] >= 0) {
      controls++;
    } else {
      foreign++;
    }
    boolean many = (controls > 0 && foreign >= 3) || (controls > 1 && foreign == 2);
    if (many || bytes[at] == 0) {
      throw new UnreadableContentException(
          "holds bytes that are neither text nor in a supported compression format, from byte "
              + offset
              + " of its text on");
    }
    return 1;
  }
}

package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.transcode.Words;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Objects;

/**
 * The characters of a text in UTF-8, without an object per text: ASCII is read in place, other text
 * is decoded to memory that is kept. Malformed parts become U+FFFD, as in a String. Confined to one
 * event loop.
 */
final class Utf8Chars implements CharSequence {
  private static final int FIRST_CHARS = 1024;

  /** No Firehose record is larger. */
  private static final int MAX_KEPT_CHARS = 1024 * 1024;

  private static final byte[] NOTHING = {};

  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private CharBuffer decoded = CharBuffer.allocate(FIRST_CHARS);
  private char[] chars = decoded.array();
  private byte[] bytes = NOTHING;
  private int from;
  private int length;
  private boolean ascii = true;

  /** Makes a text available until {@link #close}. */
  void open(byte[] source, int start, int end) {
    bytes = source;
    from = start;
    length = end - start;
    ascii = isAscii(source, start, end);
    if (!ascii) {
      decode(source, start, end);
    }
  }

  /** Lets the text go, and memory that an unusual text needed. */
  void close() {
    bytes = NOTHING;
    length = 0;
    ascii = true;
    if (chars.length > MAX_KEPT_CHARS) {
      room(FIRST_CHARS);
    }
  }

  /** Returns whether each byte is one character. */
  boolean isAscii() {
    return ascii;
  }

  private static boolean isAscii(byte[] in, int start, int end) {
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      if ((Words.longLe(in, at) & Words.HIGH_BITS) != 0) {
        return false;
      }
    }
    int rest = 0;
    for (; at < end; at++) {
      rest |= in[at];
    }
    return rest >= 0;
  }

  private void decode(byte[] source, int start, int end) {
    if (end - start > chars.length) {
      room(Math.max(end - start, 2 * chars.length));
    }
    decoded.clear();
    decoder.reset().decode(ByteBuffer.wrap(source, start, end - start), decoded, true);
    decoder.flush(decoded);
    length = decoded.position();
  }

  private void room(int count) {
    decoded = CharBuffer.allocate(count);
    chars = decoded.array();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    int place = Objects.checkIndex(index, length);
    return ascii ? (char) bytes[from + place] : chars[place];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().subSequence(start, end);
  }

  @Override
  public String toString() {
    return ascii ? new String(bytes, from, length, UTF_8) : new String(chars, 0, length);
  }
}

package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.aggregator.transcode.Words;

/**
 * Base64 with padding (RFC 4648, section 4). Looks up character pairs, where the JDK looks up each
 * character. Stateless.
 */
final class Base64Encoding {
  /** Bytes that must be readable after the input. */
  static final int SLACK_BYTES = 2;

  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(US_ASCII);

  private static final byte PADDING = '=';
  private static final int STEP_BYTES = 6;
  private static final int PAIR_BITS = 12;
  private static final int PAIR_MASK = (1 << PAIR_BITS) - 1;
  private static final int GROUP_MASK = (1 << (2 * PAIR_BITS)) - 1;

  /** Two characters per 12-bit value, the first in the low byte. */
  private static final char[] PAIRS = pairs();

  private Base64Encoding() {}

  /**
   * Encodes {@code [from, to)} of {@code in}, which {@link #SLACK_BYTES} must follow.
   *
   * @return index after the last byte written
   */
  static int encode(byte[] in, int from, int to, byte[] out, int at) {
    int position = from;
    int next = at;
    for (; position <= to - STEP_BYTES; position += STEP_BYTES) {
      long bits = Words.longBe(in, position);
      Words.longLe(out, next, fourOf(bits >>> 40) | (fourOf((bits >>> 16) & GROUP_MASK) << 32));
      next += Long.BYTES;
    }
    for (; to - position >= 3; position += 3) {
      next = group(bits(in, position, 3), out, next);
    }
    return to == position ? next : padded(in, position, to - position, out, next);
  }

  /** Encodes 24 bits, the first character in the lowest byte. */
  private static long fourOf(long bits) {
    int group = (int) bits;
    return (PAIRS[group >> PAIR_BITS] | (PAIRS[group & PAIR_MASK] << 16)) & 0xffffffffL;
  }

  private static char[] pairs() {
    char[] pairs = new char[1 << PAIR_BITS];
    for (int bits = 0; bits < pairs.length; bits++) {
      pairs[bits] = (char) (ALPHABET[bits >> 6] | (ALPHABET[bits & 0x3f] << 8));
    }
    return pairs;
  }

  private static int bits(byte[] in, int from, int bytes) {
    int bits = 0;
    for (int i = 0; i < bytes; i++) {
      bits |= (in[from + i] & 0xff) << (16 - 8 * i);
    }
    return bits;
  }

  private static int group(int bits, byte[] out, int at) {
    out[at] = ALPHABET[bits >> 18];
    out[at + 1] = ALPHABET[(bits >> 12) & 0x3f];
    out[at + 2] = ALPHABET[(bits >> 6) & 0x3f];
    out[at + 3] = ALPHABET[bits & 0x3f];
    return at + 4;
  }

  private static int padded(byte[] in, int from, int bytes, byte[] out, int at) {
    int next = group(bits(in, from, bytes), out, at);
    out[next - 1] = PADDING;
    if (bytes == 1) {
      out[next - 2] = PADDING;
    }
    return next;
  }
}

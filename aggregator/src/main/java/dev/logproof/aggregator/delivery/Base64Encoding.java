package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Base64 (RFC 4648, section 4, with padding) from one memory outside the heap to another, a chunk
 * to a request, without a copy in between, which the JDK's encoder would need. Six bytes become
 * eight letters at a time, as lanes of one word. Stateless; any thread.
 */
final class Base64Encoding {
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(US_ASCII);

  private static final byte PADDING = '=';
  private static final int STEP_BYTES = 6;
  private static final int UNUSED_BITS = 16;
  private static final long EVERY_LANE = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Base64Encoding() {}

  /**
   * Writes {@code [from, to)} of {@code in} to {@code out} from {@code at} on.
   *
   * @param in big-endian, as {@code out}
   * @return where the next byte of {@code out} goes
   */
  static int encode(ByteBuffer in, int from, int to, ByteBuffer out, int at) {
    int position = from;
    int next = at;
    int last = Math.min(to - STEP_BYTES, in.limit() - Long.BYTES);
    for (; position <= last; position += STEP_BYTES) {
      out.putLong(next, letters(in.getLong(position) >>> UNUSED_BITS));
      next += Long.BYTES;
    }
    for (; to - position >= 3; position += 3) {
      next = group(bits(in, position, 3), out, next);
    }
    return to == position ? next : padded(in, position, to - position, out, next);
  }

  /** The eight letters of the low 48 bits. */
  private static long letters(long bits) {
    long lanes = ((bits << 8) & 0x00ffffff_00000000L) | (bits & 0x00ffffffL);
    lanes = ((lanes << 4) & 0x0fff0000_0fff0000L) | (lanes & 0x00000fff_00000fffL);
    lanes = ((lanes << 2) & 0x3f003f00_3f003f00L) | (lanes & 0x003f003f_003f003fL);
    return lanes
        + 'A' * EVERY_LANE
        + ('a' - 'Z' - 1) * atLeast(lanes, 26)
        + ('0' - 'z' - 1) * atLeast(lanes, 52)
        + ('+' - '9' - 1) * atLeast(lanes, 62)
        + ('/' - '+' - 1) * atLeast(lanes, 63);
  }

  /** One in every lane of {@code lanes}, each below 64, that is at least {@code limit}. */
  private static long atLeast(long lanes, int limit) {
    return ((lanes + (128 - limit) * EVERY_LANE) & HIGH_BITS) >>> 7;
  }

  private static int bits(ByteBuffer in, int from, int bytes) {
    int bits = 0;
    for (int i = 0; i < bytes; i++) {
      bits |= (in.get(from + i) & 0xff) << (16 - 8 * i);
    }
    return bits;
  }

  private static int group(int bits, ByteBuffer out, int at) {
    out.put(at, ALPHABET[bits >> 18]);
    out.put(at + 1, ALPHABET[(bits >> 12) & 0x3f]);
    out.put(at + 2, ALPHABET[(bits >> 6) & 0x3f]);
    out.put(at + 3, ALPHABET[bits & 0x3f]);
    return at + 4;
  }

  private static int padded(ByteBuffer in, int from, int bytes, ByteBuffer out, int at) {
    int next = group(bits(in, from, bytes), out, at);
    out.put(next - 1, PADDING);
    if (bytes == 1) {
      out.put(next - 2, PADDING);
    }
    return next;
  }
}

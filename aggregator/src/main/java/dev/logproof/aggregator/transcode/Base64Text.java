package dev.logproof.aggregator.transcode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** Writes binary data as quoted base64 with padding. */
final class Base64Text {
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(US_ASCII);

  /** Four base64 characters, a quote and a separator. */
  private static final int MAX_GROUP_BYTES = 6;

  private Base64Text() {}

  static void writeQuoted(byte[] in, int from, int end, JsonWindow window, ByteBuf out) {
    window.room(MAX_GROUP_BYTES, out);
    window.put('"');
    int at = from;
    for (; end - at >= 3; at += 3) {
      window.room(MAX_GROUP_BYTES, out);
      int bits = (in[at] & 0xff) << 16 | (in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff);
      window.putInt(
          digit(bits, 18) << 24 | digit(bits, 12) << 16 | digit(bits, 6) << 8 | digit(bits, 0));
    }
    window.room(MAX_GROUP_BYTES, out);
    if (end - at == 2) {
      int bits = (in[at] & 0xff) << 16 | (in[at + 1] & 0xff) << 8;
      window.putInt(digit(bits, 18) << 24 | digit(bits, 12) << 16 | digit(bits, 6) << 8 | '=');
    } else if (end - at == 1) {
      int bits = (in[at] & 0xff) << 16;
      window.putInt(digit(bits, 18) << 24 | digit(bits, 12) << 16 | '=' << 8 | '=');
    }
    window.put('"');
  }

  private static int digit(int bits, int shift) {
    return ALPHABET[bits >> shift & 0x3f];
  }
}

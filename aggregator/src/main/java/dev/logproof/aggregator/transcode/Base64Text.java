package dev.logproof.aggregator.transcode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** Writes bytes that are no text as base64 with padding, in quotes. Stateless; any thread. */
final class Base64Text {
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(US_ASCII);

  private Base64Text() {}

  /** Appends {@code [from, end)} between quotes. */
  static void writeQuoted(ByteBuf in, int from, int end, ByteBuf out) {
    out.writeByte('"');
    int at = from;
    for (; end - at >= 3; at += 3) {
      writeGroup(in.getUnsignedMedium(at), out);
    }
    if (end - at == 2) {
      int bits = in.getUnsignedShort(at) << 8;
      out.writeMedium(digit(bits, 18) << 16 | digit(bits, 12) << 8 | digit(bits, 6));
      out.writeByte('=');
    } else if (end - at == 1) {
      int bits = in.getUnsignedByte(at) << 16;
      out.writeInt(digit(bits, 18) << 24 | digit(bits, 12) << 16 | '=' << 8 | '=');
    }
    out.writeByte('"');
  }

  private static void writeGroup(int bits, ByteBuf out) {
    out.writeInt(
        digit(bits, 18) << 24 | digit(bits, 12) << 16 | digit(bits, 6) << 8 | digit(bits, 0));
  }

  private static int digit(int bits, int shift) {
    return ALPHABET[bits >> shift & 0x3f];
  }
}

package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * Writes text as the inside of a JSON string: UTF-8 as it is, in bulk; what JSON forbids escaped;
 * what is not UTF-8 as U+FFFD, the way every decoder would show it. Stateless; any thread.
 */
final class JsonText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int REPLACEMENT = 0xefbfbd;

  private JsonText() {}

  /** Appends {@code [from, end)} between quotes. */
  static void writeQuoted(ByteBuf in, int from, int end, ByteBuf out) {
    out.writeByte('"');
    write(in, from, end, out);
    out.writeByte('"');
  }

  /** Appends {@code [from, end)} without quotes. */
  static void write(ByteBuf in, int from, int end, ByteBuf out) {
    int copied = from;
    int at = PlainRun.end(in, from, end);
    while (at < end) {
      byte value = in.getByte(at);
      int length = value < 0 ? Utf8.sequence(in, at, end) : -1;
      if (length < 0) {
        out.writeBytes(in, copied, at - copied);
        copied = at - length;
        if (value < 0) {
          out.writeMedium(REPLACEMENT);
        } else {
          writeEscape(value, out);
        }
      }
      at += Math.abs(length);
      // Text beyond ASCII comes in runs: no look for a plain run between two letters of it.
      if (at < end && in.getByte(at) >= 0) {
        at = PlainRun.end(in, at, end);
      }
    }
    out.writeBytes(in, copied, end - copied);
  }

  private static void writeEscape(byte value, ByteBuf out) {
    byte letter = shortForm(value);
    if (letter != 0) {
      out.writeShort('\\' << 8 | letter);
    } else {
      out.writeInt('\\' << 24 | 'u' << 16 | '0' << 8 | '0');
      out.writeShort(HEX[value >> 4] << 8 | HEX[value & 0xf]);
    }
  }

  private static byte shortForm(byte value) {
    return switch (value) {
      case '"', '\\' -> value;
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      case '\b' -> 'b';
      case '\f' -> 'f';
      default -> 0;
    };
  }
}

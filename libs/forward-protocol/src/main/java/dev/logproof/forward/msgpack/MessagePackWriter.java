package dev.logproof.forward.msgpack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/** Writes strings, byte strings and integers in the shortest or nearly shortest form. */
public final class MessagePackWriter {
  private static final int MIN_FIXED_INTEGER = -32;
  private static final int UINT_32 = 0xce;
  private static final int UINT_64 = 0xcf;
  private static final int INT_32 = 0xd2;
  private static final int INT_64 = 0xd3;

  private MessagePackWriter() {}

  /** Writes a str in UTF-8. */
  public static void str(ByteBuf out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length < 32) {
      out.writeByte(0xa0 | bytes.length);
    } else {
      header(out, 0xd9, bytes.length);
    }
    out.writeBytes(bytes);
  }

  /**
   * Begins a str of at most {@code maxBytes}, whose text follows.
   *
   * @return start of the text
   */
  public static int beginStr(ByteBuf out, int maxBytes) {
    boolean wide = maxBytes > 0xffff;
    out.writeByte(wide ? 0xdb : 0xda).writeZero(wide ? Integer.BYTES : Short.BYTES);
    return out.writerIndex();
  }

  /** Ends the str that begins at {@code header}, with its text from {@code text} on. */
  public static void endStr(ByteBuf out, int header, int text) {
    int length = out.writerIndex() - text;
    if (text - header > 1 + Short.BYTES) {
      out.setInt(header + 1, length);
    } else {
      out.setShort(header + 1, length);
    }
  }

  /** Writes a float 64. */
  public static void float64(ByteBuf out, double value) {
    out.writeByte(0xcb).writeDouble(value);
  }

  /** Writes a bin. */
  public static void bin(ByteBuf out, byte[] bytes) {
    header(out, 0xc4, bytes.length);
    out.writeBytes(bytes);
  }

  /** Writes an integer. */
  public static void signed(ByteBuf out, long value) {
    if (value >= MIN_FIXED_INTEGER && value <= Byte.MAX_VALUE) {
      out.writeByte((int) value);
    } else if (value >= 0) {
      unsigned(out, value);
    } else if (value >= Integer.MIN_VALUE) {
      out.writeByte(INT_32).writeInt((int) value);
    } else {
      out.writeByte(INT_64).writeLong(value);
    }
  }

  /** Writes an unsigned 64-bit integer. */
  public static void unsigned(ByteBuf out, long value) {
    if (value >>> Integer.SIZE == 0) {
      out.writeByte(UINT_32).writeInt((int) value);
    } else {
      out.writeByte(UINT_64).writeLong(value);
    }
  }

  /** Forms with 8, 16 and 32 bits of length have consecutive first bytes. */
  private static void header(ByteBuf out, int shortForm, int length) {
    if (length <= 0xff) {
      out.writeByte(shortForm).writeByte(length);
    } else if (length <= 0xffff) {
      out.writeByte(shortForm + 1).writeShort(length);
    } else {
      out.writeByte(shortForm + 2).writeInt(length);
    }
  }
}

package dev.logproof.forward.msgpack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/** Writes strings and byte strings in the shortest form. Stateless; any thread. */
public final class MessagePackWriter {
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

  /** Writes a bin. */
  public static void bin(ByteBuf out, byte[] bytes) {
    header(out, 0xc4, bytes.length);
    out.writeBytes(bytes);
  }

  /** The forms for 8, 16 and 32 bits of length have neighbouring first bytes. */
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

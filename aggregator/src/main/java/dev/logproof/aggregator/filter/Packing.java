package dev.logproof.aggregator.filter;

import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;

/** Writes msgpack that {@link MessagePackWriter} does not. Stateless. */
final class Packing {
  private static final int NIL = 0xc0;
  private static final int FALSE = 0xc2;
  private static final int TRUE = 0xc3;
  private static final int MAP_16 = 0xde;
  private static final int ARRAY_16 = 0xdc;
  private static final int STR_8 = 0xd9;

  private Packing() {}

  static void nil(ByteBuf out) {
    out.writeByte(NIL);
  }

  static void bool(ByteBuf out, boolean value) {
    out.writeByte(value ? TRUE : FALSE);
  }

  static void map(ByteBuf out, int pairs) {
    header(out, 0x80, MAP_16, pairs);
  }

  static void array(ByteBuf out, int elements) {
    header(out, 0x90, ARRAY_16, elements);
  }

  private static void header(ByteBuf out, int fixed, int wide, int count) {
    if (count < 16) {
      out.writeByte(fixed | count);
    } else if (count <= 0xffff) {
      out.writeByte(wide).writeShort(count);
    } else {
      out.writeByte(wide + 1).writeInt(count);
    }
  }

  /** Writes a str of the readable bytes of {@code text}. */
  static void str(ByteBuf out, ByteBuf text) {
    int length = text.readableBytes();
    strHeader(out, length);
    out.writeBytes(text, text.readerIndex(), length);
  }

  static void strHeader(ByteBuf out, int length) {
    if (length < 32) {
      out.writeByte(0xa0 | length);
    } else if (length <= 0xff) {
      out.writeByte(STR_8).writeByte(length);
    } else if (length <= 0xffff) {
      out.writeByte(STR_8 + 1).writeShort(length);
    } else {
      out.writeByte(STR_8 + 2).writeInt(length);
    }
  }
}

package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Name of a field in the forms that filters need. Immutable; callers do not change the arrays. */
final class FieldName {
  private final byte[] text;
  private final byte[] packed;

  private FieldName(byte[] text, byte[] packed) {
    this.text = text;
    this.packed = packed;
  }

  static FieldName of(String name) {
    return new FieldName(name.getBytes(UTF_8), str(name));
  }

  /** Returns the name in UTF-8. */
  byte[] text() {
    return text;
  }

  /** Returns the name as a msgpack str. */
  byte[] packed() {
    return packed;
  }

  /** Returns a text as a msgpack str. */
  static byte[] str(String text) {
    ByteBuf out = Unpooled.buffer();
    MessagePackWriter.str(out, text);
    return ByteBufUtil.getBytes(out);
  }
}

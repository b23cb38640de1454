package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/** Converts one JSON value to MessagePack at once, without an object per value. Stateless. */
public final class JsonToMessagePack {
  private JsonToMessagePack() {}

  /**
   * Appends the value of {@code [start, end)} to {@code out}; arrays and objects have headers of
   * four bytes.
   *
   * @return false when the text is not one JSON value; {@code out} then ends in a part of it
   */
  public static boolean convert(ByteBuf in, int start, int end, ByteBuf out) {
    try {
      return end > start && new JsonConversion(in, start, end, out).run(end - start);
    } catch (JsonSyntaxException e) {
      return false;
    }
  }
}

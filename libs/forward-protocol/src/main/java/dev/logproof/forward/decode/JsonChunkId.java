package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * Remembers where the value of the key {@code chunk} stands in a JSON frame, since it is echoed as
 * it was written. Of several the last counts, as the option stands behind the record. Confined to
 * one connection.
 */
final class JsonChunkId {
  private static final byte[] CHUNK = "chunk".getBytes(US_ASCII);

  /** The frame's array, and the option in it. */
  private static final int OPTION_DEPTH = 2;

  /** An option is the third or the fourth element. */
  private static final int MAX_OPTION_ELEMENT = 4;

  private boolean awaited;
  private boolean open;
  private int from;
  private int to;
  private int packedFrom = -1;

  /** A key was packed at {@code at}, in a value at {@code depth} of the frame's element number. */
  void key(ByteBuf packed, int at, int depth, int element) {
    awaited =
        depth == OPTION_DEPTH
            && element <= MAX_OPTION_ELEMENT
            && MessagePackHeader.isRaw(packed, at, packed.writerIndex(), CHUNK);
  }

  /** A value begins at {@code at} of the JSON, and at {@code packedAt} of what is made of it. */
  void valueBegins(int at, int packedAt) {
    if (awaited) {
      awaited = false;
      open = true;
      from = at;
      packedFrom = packedAt;
    }
  }

  /** A value at {@code depth} ended before {@code at}. */
  void valueEnds(int depth, int at) {
    if (open && depth == OPTION_DEPTH) {
      open = false;
      to = at;
    }
  }

  /** True when there is one. */
  boolean isThere() {
    return packedFrom >= 0 && !open;
  }

  /** Where it begins in the JSON. */
  int from() {
    return from;
  }

  /** Where it ends. */
  int to() {
    return to;
  }
}

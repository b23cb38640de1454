package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * Locates the value of the key {@code chunk} in a JSON frame, so that it can be echoed as written.
 * The last such value counts, since the option follows the record. Confined to one connection.
 */
final class JsonChunkId {
  private static final byte[] CHUNK = "chunk".getBytes(US_ASCII);

  /** Depth of the option: one level inside the frame's array. */
  private static final int OPTION_DEPTH = 2;

  /** The option is the third or the fourth element. */
  private static final int MAX_OPTION_ELEMENT = 4;

  private boolean awaited;
  private boolean open;
  private int from;
  private int to;
  private int packedFrom = -1;

  /**
   * Notes a key packed at {@code at}, in a value at {@code depth} of the frame's {@code element}.
   */
  void key(ByteBuf packed, int at, int depth, int element) {
    awaited =
        depth == OPTION_DEPTH
            && element <= MAX_OPTION_ELEMENT
            && MessagePackHeader.isRaw(packed, at, packed.writerIndex(), CHUNK);
  }

  /**
   * Notes a value that starts at {@code at} in the JSON and at {@code packedAt} in the MessagePack.
   */
  void valueBegins(int at, int packedAt) {
    if (awaited) {
      awaited = false;
      open = true;
      from = at;
      packedFrom = packedAt;
    }
  }

  /** Notes that a value at {@code depth} ended before {@code at}. */
  void valueEnds(int depth, int at) {
    if (open && depth == OPTION_DEPTH) {
      open = false;
      to = at;
    }
  }

  boolean isThere() {
    return packedFrom >= 0 && !open;
  }

  /** Returns the start of the chunk id in the JSON. */
  int from() {
    return from;
  }

  /** Returns the end of the chunk id in the JSON. */
  int to() {
    return to;
  }
}

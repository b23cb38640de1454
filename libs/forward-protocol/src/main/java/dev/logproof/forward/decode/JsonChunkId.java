package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/**
 * Locates the value of {@code chunk} in a JSON frame, so that it can be echoed as written. The last
 * one counts, since the option follows the record. Confined to one connection.
 */
final class JsonChunkId {
  private static final byte[] CHUNK = "chunk".getBytes(US_ASCII);

  /** One level inside the frame's array. */
  private static final int OPTION_DEPTH = 2;

  /** The option is the third or fourth element. */
  private static final int MAX_OPTION_ELEMENT = 4;

  private boolean awaited;
  private boolean open;
  private int from;
  private int to;
  private int packedFrom = -1;

  void key(ByteBuf packed, int at, int depth, int element) {
    awaited =
        depth == OPTION_DEPTH
            && element <= MAX_OPTION_ELEMENT
            && MessagePackHeader.isRaw(packed, at, packed.writerIndex(), CHUNK);
  }

  /** Takes the indices in the JSON and in the MessagePack. */
  void valueBegins(int at, int packedAt) {
    if (awaited) {
      awaited = false;
      open = true;
      from = at;
      packedFrom = packedAt;
    }
  }

  void valueEnds(int depth, int at) {
    if (open && depth == OPTION_DEPTH) {
      open = false;
      to = at;
    }
  }

  boolean isThere() {
    return packedFrom >= 0 && !open;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}

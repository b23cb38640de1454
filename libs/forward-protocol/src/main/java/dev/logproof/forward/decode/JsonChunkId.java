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

  private ChunkIdState state = ChunkIdState.ABSENT;
  private int from;
  private int to;

  private enum ChunkIdState {
    ABSENT,
    /** Its key is read. */
    AWAITED,
    /** Its value is being read. */
    OPEN,
    FOUND
  }

  void key(ByteBuf packed, int at, int depth, int element) {
    if (depth == OPTION_DEPTH
        && element <= MAX_OPTION_ELEMENT
        && MessagePackHeader.isRaw(packed, at, packed.writerIndex(), CHUNK)) {
      state = ChunkIdState.AWAITED;
    }
  }

  /** Takes the index in the JSON. */
  void valueBegins(int at) {
    if (state == ChunkIdState.AWAITED) {
      state = ChunkIdState.OPEN;
      from = at;
    }
  }

  void valueEnds(int depth, int at) {
    if (state == ChunkIdState.OPEN && depth == OPTION_DEPTH) {
      state = ChunkIdState.FOUND;
      to = at;
    }
  }

  boolean isThere() {
    return state == ChunkIdState.FOUND;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}

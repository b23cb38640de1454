package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a frame in bytes that arrive piece by piece. Remembers where it stands, so that
 * every byte is looked at once however the frame is cut, and where the frame's elements start, so
 * that a message needs no second pass. A header that announces more than the limit is refused when
 * it is seen; nothing is ever allocated by what a header says. Confined to one connection.
 */
final class FrameScanner {
  private static final int MAX_ELEMENTS = 6;

  private final ForwardLimits limits;
  private final long[] openChildren;
  private final int[] elements = new int[MAX_ELEMENTS];
  private int depth;
  private int at;
  private int count;
  private int seen;

  FrameScanner(ForwardLimits limits) {
    this.limits = limits;
    this.openChildren = new long[limits.maxNestingDepth() + 1];
  }

  /** Starts on the next frame. */
  void reset() {
    depth = 0;
    at = 0;
    count = 0;
    seen = 0;
  }

  /** True when no byte of a frame was seen. */
  boolean atStart() {
    return at == 0;
  }

  /** Bytes of the frame that are known to come at least; its length once it is whole. */
  int length() {
    return at;
  }

  /** How many elements the frame's array has. */
  int elements() {
    return count;
  }

  /** Offset of element {@code index} from the start of the frame. */
  int element(int index) {
    return index < count ? elements[index] : at;
  }

  /**
   * Looks at what arrived.
   *
   * @param in holds the frame from {@code start}, up to {@code end} as yet
   * @return true when the frame is whole
   */
  boolean scan(ByteBuf in, int start, int end) throws MalformedFrameException {
    if (at == 0 && !open(in, start, end)) {
      return false;
    }
    while (depth > 0) {
      if (openChildren[depth] == 0) {
        depth--;
      } else if (!step(in, start, end)) {
        return false;
      }
    }
    return start + at <= end;
  }

  private boolean open(ByteBuf in, int start, int end) throws MalformedFrameException {
    if (start >= end) {
      return false;
    }
    int first = in.getUnsignedByte(start);
    boolean array = (first & 0xf0) == 0x90 || first == 0xdc || first == 0xdd;
    if (!array) {
      boolean json = first == '{' || first == '[';
      throw new MalformedFrameException(
          start,
          json
              ? "JSON is not supported on the forward port, only msgpack"
              : String.format("expected an array, found byte 0x%02x", first));
    }
    long header = MessagePackHeader.read(in, start, end);
    if (header == MessagePackHeader.INCOMPLETE) {
      return false;
    }
    long size = MessagePackHeader.children(header);
    if (size < 2 || size > MAX_ELEMENTS) {
      throw new MalformedFrameException(start, "a frame has 2 to 4 elements, found " + size);
    }
    count = (int) size;
    at = MessagePackHeader.bytes(header);
    depth = 1;
    openChildren[1] = size;
    return true;
  }

  private boolean step(ByteBuf in, int start, int end) throws MalformedFrameException {
    long header = MessagePackHeader.read(in, start + at, end);
    if (header == MessagePackHeader.INCOMPLETE) {
      return false;
    }
    if (header == MessagePackHeader.ILLEGAL) {
      throw new MalformedFrameException(start + at, "0xc1 starts no msgpack value");
    }
    if (depth == 1) {
      elements[seen++] = at;
    }
    openChildren[depth]--;
    long least = (long) at + MessagePackHeader.bytes(header) + MessagePackHeader.children(header);
    if (least > limits.maxFrameBytes()) {
      throw new MalformedFrameException(
          start + at,
          "frame of " + least + " bytes or more, the limit is " + limits.maxFrameBytes());
    }
    at += MessagePackHeader.bytes(header);
    if (MessagePackHeader.children(header) > 0) {
      descend(start, MessagePackHeader.children(header));
    }
    return true;
  }

  private void descend(int start, long children) throws MalformedFrameException {
    if (depth == limits.maxNestingDepth()) {
      throw new MalformedFrameException(
          start + at, "nested deeper than " + limits.maxNestingDepth() + " levels");
    }
    openChildren[++depth] = children;
  }
}

package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * The beginning of a frame whose rest has not arrived. Grows by doubling, never by the size in a
 * header: a client must send bytes to make the decoder hold bytes. While memory is short it grows
 * only by the bytes that arrived, at the price of more copies. Confined to one connection.
 */
final class PartialFrame {
  private static final int MIN_CAPACITY_BYTES = 1024;

  /** Bytes that may be copied needlessly while the length is unknown. */
  private static final int MIN_STEP_BYTES = 512;

  private final FrameMemory memory;
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

  PartialFrame(FrameMemory memory) {
    this.memory = memory;
  }

  boolean isEmpty() {
    return !bytes.isReadable();
  }

  /** Returns the frame from index 0. */
  ByteBuf bytes() {
    return bytes;
  }

  /** {@code announced} is the frame's minimum length. */
  void start(ByteBufAllocator allocator, ByteBuf in, int announced) {
    int length = in.readableBytes();
    int capacity = Math.max(length, Math.min(announced, 2 * length));
    bytes = allocator.buffer(Math.max(MIN_CAPACITY_BYTES, capacity));
    memory.take(bytes.capacity());
    bytes.writeBytes(in);
  }

  /**
   * Copies the missing bytes without moving the index of {@code in}; returns the bytes held before.
   */
  int add(ByteBuf in, int announced) {
    int had = bytes.readableBytes();
    int wanted = Math.max(announced - had, Math.max(MIN_STEP_BYTES, had));
    int length = Math.min(in.readableBytes(), wanted);
    if (bytes.writableBytes() < length) {
      grow(had + length);
    }
    bytes.writeBytes(in, in.readerIndex(), length);
    return had;
  }

  private void grow(int needed) {
    int before = bytes.capacity();
    int doubled = Math.max(needed, 2 * before);
    if (!memory.tryTake(doubled - before)) {
      doubled = needed;
      memory.take(doubled - before);
    }
    boolean grown = false;
    try {
      bytes.capacity(doubled);
      grown = true;
    } finally {
      if (!grown) {
        memory.giveBack(doubled - before);
      }
    }
  }

  void release() {
    ByteBuf last = bytes;
    bytes = Unpooled.EMPTY_BUFFER;
    memory.giveBack(last.capacity());
    last.release();
  }
}

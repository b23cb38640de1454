package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Decompresses a frame's entries in slices: 1 MB can become 256 MiB, and the event loop has to
 * serve other connections. Confined to one event loop.
 */
abstract class Decompression {
  private static final int STEP_BYTES = 64 * 1024;
  private static final int MAX_FIRST_BYTES = 512 * 1024;
  private static final int USUAL_RATIO = 8;

  private final ByteBuf out;
  private final int maxBytes;
  private final FrameMemory memory;
  private boolean done;

  /** Where the decompressed bytes go, and how many may. */
  record Target(ByteBufAllocator allocator, ForwardLimits limits, FrameMemory memory) {}

  Decompression(int compressedBytes, Target target) {
    int limit = target.limits().maxDecompressedBytes();
    long guess = Math.max(STEP_BYTES, (long) compressedBytes * USUAL_RATIO);
    int first = (int) Math.min(MAX_FIRST_BYTES, guess);
    this.out = target.allocator().directBuffer(Math.min(first, limit + 1));
    this.maxBytes = limit;
    this.memory = target.memory();
    memory.take(out.capacity());
  }

  /** Returns true when nothing is left. */
  final boolean run(int sliceBytes) throws MalformedFrameException {
    long until = (long) out.writerIndex() + sliceBytes;
    while (!done && out.writerIndex() < until) {
      done = step();
    }
    return done;
  }

  final ByteBuf out() {
    return out;
  }

  final void close() {
    try {
      end(done && out.writerIndex() <= MAX_FIRST_BYTES);
    } finally {
      giveBack();
    }
  }

  final void giveBack() {
    memory.giveBack(out.capacity());
    out.release();
  }

  /** Returns true when nothing is left. */
  abstract boolean step() throws MalformedFrameException;

  /** Returns the decompressor for reuse if it is {@code clean}. */
  abstract void end(boolean clean);

  /** One byte beyond the limit suffices to detect an excess. */
  final ByteBuffer target() {
    if (!out.isWritable()) {
      int before = out.capacity();
      out.capacity((int) Math.min(2L * before, maxBytes + 1L));
      memory.take(out.capacity() - before);
    }
    int length = Math.min(STEP_BYTES, out.writableBytes());
    return out.internalNioBuffer(out.writerIndex(), length);
  }

  /** Notes {@code count} bytes; an exception beyond the limit names index {@code at}. */
  final void wrote(int count, int at) throws MalformedFrameException {
    out.writerIndex(out.writerIndex() + count);
    if (out.writerIndex() > maxBytes) {
      throw new MalformedFrameException(
          at, "decompresses to more than the limit of " + maxBytes + " bytes");
    }
  }
}

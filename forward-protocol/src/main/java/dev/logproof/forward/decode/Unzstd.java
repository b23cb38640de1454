package dev.logproof.forward.decode;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Decompresses Zstandard frames (RFC 8878) one after another, by its own library: plain Java has no
 * way to do it in slices from buffer to buffer. The library refuses windows of more than 128 MiB.
 * Confined to one event loop.
 */
final class Unzstd extends Decompression {
  private static final SpareCodec<ZstdDecompressCtx> SPARE =
      new SpareCodec<>(ZstdDecompressCtx::new, ZstdDecompressCtx::close);

  private final ZstdDecompressCtx context = SPARE.take();
  private final int start;
  private final ByteBuf copy;
  private final ByteBuffer source;

  /** Of what lies in {@code [start, end)}. */
  Unzstd(ByteBuf in, int start, int end, ByteBufAllocator allocator, ForwardLimits limits) {
    super(end - start, allocator, limits);
    this.start = start;
    // The library takes memory outside the heap alone, where all that comes from a socket is.
    this.copy = in.isDirect() ? in.retain() : allocator.directBuffer(end - start);
    if (in.isDirect()) {
      this.source = in.nioBuffer(start, end - start);
    } else {
      copy.writeBytes(in, start, end - start);
      this.source = copy.nioBuffer();
    }
  }

  @Override
  boolean step() throws MalformedFrameException {
    ByteBuffer target = target();
    int before = target.position();
    int consumed = source.position();
    boolean frameEnds;
    try {
      frameEnds = context.decompressDirectByteBufferStream(target, source);
    } catch (ZstdException e) {
      throw new MalformedFrameException(start, "not zstd data: " + e.getMessage());
    }
    int count = target.position() - before;
    wrote(count, start);
    if (frameEnds) {
      return !source.hasRemaining();
    }
    if (count == 0 && source.position() == consumed) {
      throw new MalformedFrameException(start, "the zstd frame is cut short");
    }
    return false;
  }

  @Override
  void end(boolean clean) {
    copy.release();
    if (clean) {
      context.reset();
    }
    SPARE.give(context, clean);
  }
}

package dev.logproof.forward.decode;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Decompresses consecutive Zstandard frames (RFC 8878) with a native library, since the JDK cannot
 * do so in slices. The library rejects windows of more than 128 MiB. Confined to one event loop.
 */
final class Unzstd extends Decompression {
  private static final CodecCache<ZstdDecompressCtx> SPARE =
      new CodecCache<>(ZstdDecompressCtx::new, ZstdDecompressCtx::close);

  private final int start;
  private final int maxWindowBytes;
  private final ByteBuf copy;
  private final ByteBuffer source;
  private final ZstdDecompressCtx context;
  private boolean frameBegins = true;

  Unzstd(ByteBuf in, int start, int end, Target target) {
    super(end - start, target);
    this.start = start;
    this.maxWindowBytes = target.limits().maxDecompressedBytes();
    // The library accepts only off-heap memory.
    this.copy = in.isDirect() ? in.retain() : copyOf(in, start, end, target.allocator());
    this.source = in.isDirect() ? in.nioBuffer(start, end - start) : copy.nioBuffer();
    this.context = takeContext();
  }

  /** Releases the memory taken before when allocation fails. */
  private ByteBuf copyOf(ByteBuf in, int from, int end, ByteBufAllocator allocator) {
    boolean copied = false;
    try {
      ByteBuf bytes = allocator.directBuffer(end - from).writeBytes(in, from, end - from);
      copied = true;
      return bytes;
    } finally {
      if (!copied) {
        giveBack();
      }
    }
  }

  private ZstdDecompressCtx takeContext() {
    boolean taken = false;
    try {
      ZstdDecompressCtx mine = SPARE.take();
      taken = true;
      return mine;
    } finally {
      if (!taken) {
        copy.release();
        giveBack();
      }
    }
  }

  @Override
  boolean step() throws MalformedFrameException {
    ByteBuffer target = target();
    int before = target.position();
    int consumed = source.position();
    boolean frameEnds;
    if (frameBegins) {
      ZstdWindow.check(source, start, maxWindowBytes);
    }
    try {
      frameEnds = context.decompressDirectByteBufferStream(target, source);
    } catch (ZstdException e) {
      throw new MalformedFrameException(start, "not zstd data: " + e.getMessage());
    }
    int count = target.position() - before;
    wrote(count, start);
    frameBegins = frameEnds;
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

package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses the entries of a frame: gzip members (RFC 1952) one after another, straight from
 * buffer to buffer. Stricter than {@link java.util.zip.GZIPInputStream}, which takes garbage
 * between members for the end and would lose what follows in silence. Confined to one call.
 */
final class Gunzip {
  private static final int STEP_BYTES = 64 * 1024;
  private static final int TRAILER_BYTES = 8;

  private final ByteBuf in;
  private final int end;
  private final int maxBytes;
  private final ByteBuf out;
  private final CRC32 checksum = new CRC32();
  private int at;

  private Gunzip(ByteBuf in, int start, int end, int maxBytes, ByteBuf out) {
    this.in = in;
    this.at = start;
    this.end = end;
    this.maxBytes = maxBytes;
    this.out = out;
  }

  /** What {@code [start, end)} decompresses to, in a buffer that the caller releases. */
  static ByteBuf all(
      ByteBuf in, int start, int end, ByteBufAllocator allocator, ForwardLimits limits)
      throws MalformedFrameException {
    ByteBuf out = allocator.buffer(STEP_BYTES);
    boolean done = false;
    Inflater inflater = new Inflater(true);
    try {
      new Gunzip(in, start, end, limits.maxDecompressedBytes(), out).members(inflater);
      done = true;
      return out;
    } finally {
      inflater.end();
      if (!done) {
        out.release();
      }
    }
  }

  private void members(Inflater inflater) throws MalformedFrameException {
    do {
      at = GzipHeader.end(in, at, end);
      int outStart = out.writerIndex();
      inflater.reset();
      inflate(inflater);
      trailer(out.writerIndex() - outStart);
    } while (at < end);
  }

  private void inflate(Inflater inflater) throws MalformedFrameException {
    int start = at;
    inflater.setInput(in.nioBuffer(at, end - at));
    checksum.reset();
    try {
      while (!inflater.finished()) {
        if (step(inflater) == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new MalformedFrameException(at, "the gzip member is cut short");
        }
      }
    } catch (DataFormatException e) {
      throw new MalformedFrameException(start, "not deflated data: " + e.getMessage());
    }
    at = start + (int) inflater.getBytesRead();
  }

  /** One byte more than the limit is enough to know. */
  private int step(Inflater inflater) throws DataFormatException, MalformedFrameException {
    if (!out.isWritable()) {
      out.capacity((int) Math.min(2L * out.capacity(), maxBytes + 1L));
    }
    int length = Math.min(STEP_BYTES, out.writableBytes());
    ByteBuffer target = out.nioBuffer(out.writerIndex(), length);
    int count = inflater.inflate(target);
    checksum.update(target.flip());
    out.writerIndex(out.writerIndex() + count);
    if (out.writerIndex() > maxBytes) {
      throw new MalformedFrameException(
          at, "decompresses to more than the limit of " + maxBytes + " bytes");
    }
    return count;
  }

  private void trailer(int length) throws MalformedFrameException {
    if (end - at < TRAILER_BYTES) {
      throw new MalformedFrameException(at, "the gzip member is cut short");
    }
    boolean intact =
        in.getUnsignedIntLE(at) == checksum.getValue() && in.getIntLE(at + 4) == length;
    if (!intact) {
      throw new MalformedFrameException(at, "the gzip member's checksum or length is wrong");
    }
    at += TRAILER_BYTES;
  }
}

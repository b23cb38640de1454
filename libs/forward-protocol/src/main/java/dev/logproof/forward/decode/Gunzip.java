package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses consecutive gzip members (RFC 1952). {@link java.util.zip.GZIPInputStream} would
 * treat garbage between members as the end and lose later data. Confined to one event loop.
 */
final class Gunzip extends Decompression {
  private static final int TRAILER_BYTES = 8;
  private static final CodecCache<Inflater> SPARE =
      new CodecCache<>(() -> new Inflater(true), Inflater::end);

  private final ByteBuf in;
  private final int end;
  private final Inflater inflater = SPARE.take();
  private final CRC32 checksum = new CRC32();
  private boolean inMember;
  private int dataStart;
  private int outStart;
  private int at;

  Gunzip(ByteBuf in, int start, int end, Target target) {
    super(end - start, target);
    this.in = in;
    this.at = start;
    this.end = end;
  }

  @Override
  boolean step() throws MalformedFrameException {
    if (!inMember) {
      begin();
    }
    inflate();
    if (!inflater.finished()) {
      return false;
    }
    inMember = false;
    at = dataStart + (int) inflater.getBytesRead();
    trailer(out().writerIndex() - outStart);
    return at == end;
  }

  private void begin() throws MalformedFrameException {
    dataStart = GzipHeader.end(in, at, end);
    at = dataStart;
    outStart = out().writerIndex();
    inflater.reset();
    inflater.setInput(in.nioBuffer(at, end - at));
    checksum.reset();
    inMember = true;
  }

  private void inflate() throws MalformedFrameException {
    ByteBuffer target = target();
    int before = target.position();
    int count;
    try {
      count = inflater.inflate(target);
    } catch (DataFormatException e) {
      throw new MalformedFrameException(dataStart, "not deflate data: " + e.getMessage());
    }
    checksum.update(target.limit(target.position()).position(before));
    wrote(count, at);
    if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
      throw new MalformedFrameException(at, "the gzip member is cut short");
    }
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

  @Override
  void end(boolean clean) {
    // Otherwise the inflater would keep a reference to the frame's memory.
    inflater.reset();
    SPARE.give(inflater, clean);
  }
}

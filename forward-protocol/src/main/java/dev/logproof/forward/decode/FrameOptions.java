package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;

/**
 * The option map of a frame, read in place: where the chunk id lies, and how the entries are
 * compressed. Other keys are stepped over, {@code size} among them, as it is a hint only. Reused
 * from frame to frame; confined to one connection.
 */
final class FrameOptions {
  private static final byte[] CHUNK = "chunk".getBytes(ISO_8859_1);
  private static final byte[] COMPRESSED = "compressed".getBytes(ISO_8859_1);
  private static final byte[] GZIP = "gzip".getBytes(ISO_8859_1);
  private static final byte[] TEXT = "text".getBytes(ISO_8859_1);

  private final int maxNestingDepth;
  private int chunkStart;
  private int chunkEnd;
  private boolean gzip;

  FrameOptions(int maxNestingDepth) {
    this.maxNestingDepth = maxNestingDepth;
  }

  void clear() {
    chunkStart = 0;
    chunkEnd = 0;
    gzip = false;
  }

  boolean hasChunk() {
    return chunkEnd > chunkStart;
  }

  /** The chunk id as it was encoded, header included. */
  byte[] chunk(ByteBuf in) {
    byte[] copy = new byte[chunkEnd - chunkStart];
    in.getBytes(chunkStart, copy);
    return copy;
  }

  boolean gzip() {
    return gzip;
  }

  /** Reads the map, or nil, at {@code at}. */
  void read(ByteBuf in, int at, int end) throws MalformedFrameException {
    clear();
    int first = in.getUnsignedByte(at);
    if (first == 0xc0) {
      return;
    }
    if (!Entries.isMap(first)) {
      throw new MalformedFrameException(at, "expected an option map or nil");
    }
    long header = Entries.header(in, at, end);
    int key = at + MessagePackHeader.bytes(header);
    for (long pairs = MessagePackHeader.children(header) / 2; pairs > 0; pairs--) {
      int value = Entries.skip(in, key, end, maxNestingDepth);
      int next = Entries.skip(in, value, end, maxNestingDepth);
      take(in, key, value, next);
      key = next;
    }
  }

  private void take(ByteBuf in, int key, int value, int next) throws MalformedFrameException {
    if (is(in, key, value, CHUNK)) {
      if (!Entries.isRaw(in.getUnsignedByte(value))) {
        throw new MalformedFrameException(value, "expected a chunk id, a string");
      }
      chunkStart = value;
      chunkEnd = next;
    } else if (is(in, key, value, COMPRESSED)) {
      gzip = is(in, value, next, GZIP);
      if (!gzip && !is(in, value, next, TEXT) && in.getUnsignedByte(value) != 0xc0) {
        throw new MalformedFrameException(
            value, "compression is not supported; supported are text and gzip");
      }
    }
  }

  private static boolean is(ByteBuf in, int at, int end, byte[] text) {
    if (!Entries.isRaw(in.getUnsignedByte(at))) {
      return false;
    }
    int start = Entries.rawStart(in, at);
    if (end - start != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (in.getByte(start + i) != text[i]) {
        return false;
      }
    }
    return true;
  }
}

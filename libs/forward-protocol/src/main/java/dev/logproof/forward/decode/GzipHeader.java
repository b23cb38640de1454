package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/** Skips a gzip header (RFC 1952, section 2.3). */
final class GzipHeader {
  private static final int MAGIC = 0x1f8b;
  private static final int DEFLATE = 8;
  private static final int FIXED_BYTES = 10;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private GzipHeader() {}

  static int end(ByteBuf in, int start, int end) throws MalformedFrameException {
    boolean gzip =
        end - start >= FIXED_BYTES
            && in.getUnsignedShort(start) == MAGIC
            && in.getByte(start + 2) == DEFLATE;
    if (!gzip) {
      throw new MalformedFrameException(start, "not a gzip member");
    }
    int flags = in.getByte(start + 3);
    int at = start + FIXED_BYTES;
    if ((flags & EXTRA) != 0) {
      at = within(start, at + 2, end);
      at = within(start, at + in.getUnsignedShortLE(at - 2), end);
    }
    if ((flags & NAME) != 0) {
      at = afterZero(in, start, at, end);
    }
    if ((flags & COMMENT) != 0) {
      at = afterZero(in, start, at, end);
    }
    return (flags & HEADER_CHECKSUM) != 0 ? within(start, at + 2, end) : at;
  }

  private static int afterZero(ByteBuf in, int start, int at, int end)
      throws MalformedFrameException {
    int zero = in.indexOf(at, end, (byte) 0);
    return zero < 0 ? within(start, end + 1, end) : zero + 1;
  }

  private static int within(int start, int at, int end) throws MalformedFrameException {
    if (at > end) {
      throw new MalformedFrameException(start, "the header of the gzip member is cut short");
    }
    return at;
  }
}

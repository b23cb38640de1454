package dev.logproof.forward.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Limits the memory that a Zstandard frame requests (RFC 8878, section 3.1.1.1): a header of six
 * bytes can request 128 MiB that Java does not count.
 */
final class ZstdWindow {
  private static final int MAGIC = 0xfd2fb528;
  private static final int DESCRIPTOR_AT = 4;
  private static final int WINDOW_AT = 5;
  private static final int SINGLE_SEGMENT = 0x20;
  private static final int MIN_WINDOW_LOG = 10;

  private ZstdWindow() {}

  /** Leaves other or incomplete frames to the decompressor; an exception names index {@code at}. */
  static void check(ByteBuffer source, int at, int maxBytes) throws MalformedFrameException {
    ByteBuffer in = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int from = in.position();
    boolean hasWindow =
        in.remaining() > WINDOW_AT
            && in.getInt(from) == MAGIC
            && (in.get(from + DESCRIPTOR_AT) & SINGLE_SEGMENT) == 0;
    if (!hasWindow) {
      return;
    }
    int descriptor = in.get(from + WINDOW_AT) & 0xff;
    long base = 1L << (MIN_WINDOW_LOG + (descriptor >> 3));
    long window = base + base / 8 * (descriptor & 7);
    if (window > maxBytes) {
      throw new MalformedFrameException(
          at, "its window of " + window + " bytes is more than the limit of " + maxBytes);
    }
  }
}

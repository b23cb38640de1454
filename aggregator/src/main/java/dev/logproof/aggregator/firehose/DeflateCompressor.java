package dev.logproof.aggregator.firehose;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses records as gzip members (RFC 1952) or zlib streams (RFC 1950), at zlib's fastest
 * level: higher ones take several times the CPU for a few percent. Confined to one thread.
 */
public final class DeflateCompressor implements RecordCompressor {
  /** Magic, deflate, no flags, no time, fastest level, unknown system. */
  private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

  /** Stored blocks add 5 bytes per 16 KB; headers and trailers fit the constant. */
  private static final int OVERHEAD_SHIFT = 8;

  private static final int OVERHEAD_BYTES = 64;

  private final Deflater deflater;
  private final boolean gzip;
  private final CRC32 crc = new CRC32();

  private DeflateCompressor(boolean gzip) {
    this.gzip = gzip;
    this.deflater = new Deflater(Deflater.BEST_SPEED, gzip);
  }

  /** Compresses records as gzip members. */
  public static DeflateCompressor gzip() {
    return new DeflateCompressor(true);
  }

  /** Compresses records as zlib streams. */
  public static DeflateCompressor zlib() {
    return new DeflateCompressor(false);
  }

  @Override
  public int maxBytes(int bytes) {
    return bytes + (bytes >> OVERHEAD_SHIFT) + OVERHEAD_BYTES;
  }

  @Override
  public int compress(ByteBuffer source, int from, int to, ByteBuffer target, int at) {
    ByteBuffer in = source.duplicate().limit(to).position(from);
    ByteBuffer out = target.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(at);
    if (gzip) {
      out.put(GZIP_HEADER);
    }
    deflater.reset();
    deflater.setInput(in);
    deflater.finish();
    while (!deflater.finished()) {
      if (deflater.deflate(out) == 0 && !out.hasRemaining()) {
        throw new IllegalStateException("deflate needs more than " + maxBytes(to - from));
      }
    }
    if (gzip) {
      crc.reset();
      crc.update(in.position(from));
      out.putInt((int) crc.getValue()).putInt(to - from);
    }
    return out.position();
  }

  @Override
  public void close() {
    deflater.end();
  }
}

package dev.logproof.verify.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Uncompresses what a destination stores, as a stream. Stateless. */
final class ObjectContent {
  private static final int INPUT_BYTES = 64 * 1024;

  private ObjectContent() {}

  /**
   * The bytes that were compressed, or {@code raw}'s own when it is not GZIP. Its first two bytes
   * decide, not the key: {@code .gz} is only Firehose's default suffix, and a proxy may have
   * uncompressed already. Any number of members; a cut one is an error when it is read.
   */
  static InputStream of(InputStream raw) throws IOException {
    EndAwareInputStream in = new EndAwareInputStream(raw, INPUT_BYTES);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, INPUT_BYTES) : in;
  }
}

package dev.logproof.objects.content;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decides by trial decompression whether bytes that start like GZIP or zlib are compressed data or
 * text that happens to contain such bytes. Stateless.
 */
final class DeflateTrial {
  private static final int GZIP_HEADER_BYTES = 10;
  private static final int GZIP_FLAGS = 3;
  private static final int GZIP_RESERVED_FLAGS = 0xe0;
  private static final int GZIP_OPTIONAL_FIELDS = 0x1e;
  private static final int OUTPUT_BYTES = 4096;

  /** Output that proves compressed data; text fails to decompress before it yields this much. */
  private static final int CONVINCING_BYTES = 64;

  private DeflateTrial() {}

  /**
   * Whether a GZIP member may begin at {@code from}. A header with optional fields is accepted if
   * its fixed fields are plausible; trial decompression would require parsing those fields first.
   */
  static boolean isGzip(byte[] bytes, int from, int to, boolean expected) {
    if (to - from < GZIP_HEADER_BYTES) {
      return expected;
    }
    if ((bytes[from + GZIP_FLAGS] & GZIP_RESERVED_FLAGS) != 0) {
      return false;
    }
    return (bytes[from + GZIP_FLAGS] & GZIP_OPTIONAL_FIELDS) != 0
        ? hasBinaryHeader(bytes, from)
        : inflates(bytes, from + GZIP_HEADER_BYTES, to, new Inflater(true), expected);
  }

  /** Whether the extra flags and operating system of a GZIP header have valid values. */
  private static boolean hasBinaryHeader(byte[] bytes, int from) {
    int extraFlags = bytes[from + 8];
    int system = bytes[from + 9] & 0xff;
    return (extraFlags == 0 || extraFlags == 2 || extraFlags == 4)
        && (system <= 13 || system == 255);
  }

  /** Whether a zlib stream may begin at {@code from}; verifies the checksum of a short one. */
  static boolean isZlib(byte[] bytes, int from, int to, boolean expected) {
    return inflates(bytes, from, to, new Inflater(), expected);
  }

  private static boolean inflates(
      byte[] bytes, int from, int to, Inflater inflater, boolean expected) {
    try {
      inflater.setInput(bytes, from, Math.max(0, to - from));
      byte[] output = new byte[OUTPUT_BYTES];
      int count = 0;
      while (count < OUTPUT_BYTES && !inflater.finished() && !inflater.needsInput()) {
        count += inflater.inflate(output, count, OUTPUT_BYTES - count);
        if (inflater.needsDictionary()) {
          return false;
        }
      }
      return expected || count >= CONVINCING_BYTES || inflater.finished();
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }
}

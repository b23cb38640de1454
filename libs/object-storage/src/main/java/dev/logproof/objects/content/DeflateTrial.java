package dev.logproof.objects.content;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decides by trial whether bytes that start like GZIP or zlib are compressed or text. */
final class DeflateTrial {
  private static final int GZIP_HEADER_BYTES = 10;
  private static final int GZIP_FLAGS = 3;
  private static final int GZIP_RESERVED_FLAGS = 0xe0;
  private static final int GZIP_OPTIONAL_FIELDS = 0x1e;
  private static final int OUTPUT_BYTES = 4096;

  /** Output that proves compressed data; text fails earlier. */
  private static final int CONVINCING_BYTES = 64;

  private DeflateTrial() {}

  /**
   * Accepts a header with optional fields if its fixed fields are plausible; a trial would have to
   * parse those fields.
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

  private static boolean hasBinaryHeader(byte[] bytes, int from) {
    int extraFlags = bytes[from + 8];
    int system = bytes[from + 9] & 0xff;
    return (extraFlags == 0 || extraFlags == 2 || extraFlags == 4)
        && (system <= 13 || system == 255);
  }

  /** Verifies the checksum of a short stream. */
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

package dev.logproof.localaws.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Object compression, with Firehose's names. */
public enum Compression {
  /** One gzip member per object, at zlib's fastest level. */
  GZIP(".gz"),
  UNCOMPRESSED("");

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /** Suffix of object names. */
  public String suffix() {
    return suffix;
  }

  OutputStream over(OutputStream out) {
    try {
      return this == GZIP ? new FastGzip(out) : out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int FASTEST_LEVEL = 1;

    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(FASTEST_LEVEL);
    }
  }
}

package dev.logproof.localaws.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How an object's bytes are written, by Firehose's names. */
public enum Compression {
  /** One gzip member an object, at zlib's fastest level. */
  GZIP(".gz"),
  /** As the records came. */
  UNCOMPRESSED("");

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /** What object names end in. */
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

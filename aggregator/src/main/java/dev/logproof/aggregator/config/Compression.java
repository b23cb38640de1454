package dev.logproof.aggregator.config;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compression of whole chunks. */
public enum Compression {
  TEXT,
  GZIP,
  ZSTD;

  /** Level of zstd where the configuration sets none. */
  public static final int DEFAULT_LEVEL = Zstd.defaultCompressionLevel();

  /** Returns a stream that compresses into {@code out}; {@code level} is that of zstd. */
  public OutputStream over(OutputStream out, int level) throws IOException {
    return switch (this) {
      case TEXT -> out;
      case GZIP -> new GZIPOutputStream(out);
      case ZSTD -> new ZstdOutputStream(out, level);
    };
  }
}

package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.airlift.compress.snappy.SnappyFramedInputStream;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Uncompresses what a destination stores, as a stream: GZIP, ZIP and the forms of Snappy that
 * Firehose writes, and zstd, which others do. Stateless.
 */
final class ObjectContent {
  private static final int INPUT_BYTES = 64 * 1024;

  /** Hadoop's Snappy has no first bytes of its own, only Firehose's suffix. */
  private static final String HADOOP_SNAPPY = ".hsnappy";

  private ObjectContent() {}

  /** What an object may begin with. */
  private enum Form {
    GZIP("\u001f\u008b"),
    ZIP("PK\u0003\u0004"),
    ZSTD("(\u00b5/\u00fd"),
    /** Snappy's own framing format. */
    SNAPPY_FRAMED("\u00ff\u0006\0\0sNaPpY"),
    /** The framing of snappy-java. */
    SNAPPY_JAVA("\u0082SNAPPY\0");

    private final String first;

    Form(String first) {
      this.first = first;
    }

    private InputStream over(InputStream in) throws IOException {
      return switch (this) {
        case GZIP -> new GzipMembers(in);
        case ZIP -> new ZipMembers(in);
        case ZSTD -> new ZstdInputStream(in);
        case SNAPPY_FRAMED -> new SnappyFramedInputStream(in, true);
        case SNAPPY_JAVA -> new SnappyJavaStream(in);
      };
    }
  }

  /**
   * The bytes that were compressed, or {@code raw}'s own when it is in no form known here. Its
   * first bytes decide, not the key: {@code .gz} is only Firehose's default suffix, and a proxy may
   * have uncompressed already. Any number of members; a cut one is an error when it is read.
   *
   * @throws IOException when it is in no form known here, and no text either
   */
  static InputStream of(String key, InputStream raw) throws IOException {
    EndAwareInputStream in = new EndAwareInputStream(raw, INPUT_BYTES);
    if (key.endsWith(HADOOP_SNAPPY)) {
      return new SnappyHadoopStreams().createInputStream(in);
    }
    in.mark(TextCheck.SAMPLE_BYTES);
    byte[] sample = in.readNBytes(TextCheck.SAMPLE_BYTES);
    in.reset();
    String first = new String(sample, ISO_8859_1);
    for (Form form : Form.values()) {
      if (first.startsWith(form.first)) {
        return form.over(in);
      }
    }
    TextCheck.require(sample);
    return in;
  }
}

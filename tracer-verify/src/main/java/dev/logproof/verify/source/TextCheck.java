package dev.logproof.verify.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Map;

/**
 * Tells content that can be read as lines from content that cannot: a form of compression or a file
 * format that is not known here, or compressed bytes whose first ones are damaged. Taken for lines,
 * such an object would hold no tracer, and what it holds would be called lost. Stateless.
 */
final class TextCheck {
  /** Bytes that have to be looked at. */
  static final int SAMPLE_BYTES = 4096;

  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("BZh", "bzip2"),
          Map.entry("\u00fd7zXZ\0", "xz"),
          Map.entry("\u0004\"M\u0018", "LZ4"),
          Map.entry("LZIP", "lzip"),
          Map.entry("\u0089LZO", "lzop"),
          Map.entry("\u001f\u009d", "compress"),
          Map.entry("7z\u00bc\u00af", "7-Zip"),
          Map.entry("Rar!", "RAR"),
          Map.entry("PAR1", "Parquet"),
          Map.entry("ORC", "ORC"),
          Map.entry("Obj\u0001", "Avro"),
          Map.entry("SEQ\u0006", "a Hadoop sequence file"));

  /** Control characters by a hundred bytes that no text in a foreign encoding has. */
  private static final int MAX_CONTROL_PERCENT = 3;

  private TextCheck() {}

  /**
   * Accepts content that begins with {@code sample}.
   *
   * @throws IOException when it is no text
   */
  static void require(byte[] sample) throws IOException {
    String first = new String(sample, ISO_8859_1);
    for (Map.Entry<String, String> format : FORMATS.entrySet()) {
      if (first.startsWith(format.getKey()) && !isPrintable(sample)) {
        throw new IOException("is " + format.getValue() + ", which cannot be read here");
      }
    }
    if (first.indexOf('\0') >= 0 || (!isUtf8(sample) && hasManyControls(sample))) {
      throw new IOException("is neither text nor in a form of compression that is known here");
    }
  }

  /** True for a line that happens to begin like a format, such as "ORC is ...". */
  private static boolean isPrintable(byte[] sample) {
    return isUtf8(sample) && controls(sample) == 0;
  }

  /** A character that is cut at the sample's end counts as one. */
  private static boolean isUtf8(byte[] sample) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    return !decoder
        .decode(ByteBuffer.wrap(sample), CharBuffer.allocate(sample.length), false)
        .isError();
  }

  private static boolean hasManyControls(byte[] sample) {
    return controls(sample) * 100L > (long) MAX_CONTROL_PERCENT * sample.length;
  }

  /** Control characters but for whitespace and escape, which colours lines. */
  private static int controls(byte[] sample) {
    int count = 0;
    for (byte each : sample) {
      boolean space = each >= '\t' && each <= '\r';
      if (each >= 0 && each < ' ' && !space && each != 0x1b) {
        count++;
      }
    }
    return count;
  }
}

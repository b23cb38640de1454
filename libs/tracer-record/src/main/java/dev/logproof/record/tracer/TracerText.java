package dev.logproof.record.tracer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * A tracer as text in a log line: {@code ~lp1~<runId>~<source>~<sequence>~<micros>~<crc32>~}. JSON
 * and msgpack do not escape its characters, so raw bytes can be searched for it. The checksum of
 * everything before it reveals damage; the trailing tilde reveals a cut.
 */
public final class TracerText {
  public static final String MARKER = "~lp1~";

  private static final int CRC_DIGITS = 8;

  private TracerText() {}

  /** Result of reading at a marker. */
  public sealed interface Reading {
    /** A complete tracer with a valid checksum; {@code end} is the offset after it. */
    record Intact(Tracer tracer, int end) implements Reading {}

    /** A marker without a valid tracer; the search continues at {@code end}. */
    record Corrupt(int end) implements Reading {}
  }

  /** Returns the text of {@code tracer}. */
  public static String format(Tracer tracer) {
    String body =
        MARKER
            + tracer.runId()
            + '~'
            + tracer.source()
            + '~'
            + tracer.sequence()
            + '~'
            + tracer.sentAtMicros()
            + '~';
    byte[] bytes = body.getBytes(ISO_8859_1);
    return body + checksum(bytes, 0, bytes.length) + '~';
  }

  /**
   * Reads the tracer at {@code start}, up to {@code limit}; {@link TracerCursor} does so without
   * creating objects.
   */
  public static Reading read(byte[] line, int start, int limit) {
    TracerCursor cursor = new TracerCursor();
    return cursor.read(line, start, limit)
        ? new Reading.Intact(cursor.tracer(), cursor.end())
        : new Reading.Corrupt(start + MARKER.length() - 1);
  }

  private static String checksum(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return HexFormat.of().toHexDigits(crc.getValue(), CRC_DIGITS);
  }
}

package dev.logproof.record.tracer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * A tracer as text inside a log line: {@code ~lp1~<runId>~<source>~<sequence>~<micros>~<crc32>~}.
 * All characters are plain ASCII that JSON and msgpack leave alone, so the text can be looked for
 * in raw bytes; the checksum (of everything before it, 8 hexadecimal digits) tells a damaged tracer
 * from a line that only looks like one. The trailing tilde tells a cut tracer from a whole one.
 * Stateless; any thread.
 */
public final class TracerText {
  /** What every tracer starts with. */
  public static final String MARKER = "~lp1~";

  private static final int CRC_DIGITS = 8;

  private TracerText() {}

  /** What was found at a marker. */
  public sealed interface Reading {
    /** A whole tracer whose checksum holds; {@code end} is the offset after its last tilde. */
    record Intact(Tracer tracer, int end) implements Reading {}

    /** A marker without a valid tracer behind it; {@code end} is where to go on looking. */
    record Corrupt(int end) implements Reading {}
  }

  /** The text of {@code tracer}. */
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
   * Reads the tracer whose marker starts at {@code start}; {@link TracerCursor} does so without
   * making objects.
   *
   * @param line raw bytes; only {@code [start, limit)} is looked at
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

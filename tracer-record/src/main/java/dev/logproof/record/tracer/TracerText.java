package dev.logproof.record.tracer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
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
  private static final int FIELDS = 5;

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
   * Reads the tracer whose marker starts at {@code start}.
   *
   * @param line raw bytes; only {@code [start, limit)} is looked at
   */
  public static Reading read(byte[] line, int start, int limit) {
    int[] ends = new int[FIELDS];
    int at = start + MARKER.length();
    for (int field = 0; field < FIELDS; field++) {
      at = fieldEnd(line, at, limit);
      if (at < 0) {
        return new Reading.Corrupt(start + MARKER.length());
      }
      ends[field] = at++;
    }
    return decode(line, start, ends);
  }

  /** The offset of the tilde that ends the field at {@code from}, or −1. */
  private static int fieldEnd(byte[] line, int from, int limit) {
    for (int at = from; at < limit; at++) {
      int b = line[at];
      if (b == '~') {
        return at > from ? at : -1;
      }
      boolean letter = b >= 'a' && b <= 'z';
      boolean digit = b >= '0' && b <= '9';
      if (!letter && !digit && b != '-') {
        return -1;
      }
    }
    return -1;
  }

  private static Reading decode(byte[] line, int start, int[] ends) {
    Reading corrupt = new Reading.Corrupt(start + MARKER.length());
    int crcStart = ends[3] + 1;
    String crc = new String(line, crcStart, ends[4] - crcStart, ISO_8859_1);
    if (!crc.equals(checksum(line, start, crcStart - start))) {
      return corrupt;
    }
    try {
      int runStart = start + MARKER.length();
      String runId = new String(line, runStart, ends[0] - runStart, ISO_8859_1);
      long source = number(line, ends[0] + 1, ends[1]);
      long sequence = number(line, ends[1] + 1, ends[2]);
      long micros = number(line, ends[2] + 1, ends[3]);
      Tracer tracer = new Tracer(runId, Math.toIntExact(source), sequence, micros);
      return new Reading.Intact(tracer, ends[4] + 1);
    } catch (NumberFormatException | ArithmeticException e) {
      return corrupt;
    }
  }

  private static long number(byte[] line, int from, int to) {
    return Long.parseUnsignedLong(new String(line, from, to - from, ISO_8859_1));
  }

  private static String checksum(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return String.format(Locale.ROOT, "%0" + CRC_DIGITS + "x", crc.getValue());
  }
}

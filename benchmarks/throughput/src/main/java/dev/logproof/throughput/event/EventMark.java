package dev.logproof.throughput.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * The end of every line that is sent: {@code ~bench:003:0000000042:1767225600000000~}, which is
 * source, number of the event in it, and when it was sent. Of a fixed length, of characters that
 * JSON does not escape, and behind everything else in the line, so that it can be written into
 * prepared frames and read without taking the line apart. Pure; any thread.
 */
public final class EventMark {
  /** Length of a mark. */
  public static final int BYTES = 39;

  /** Sources are numbered below this. */
  public static final int MAX_SOURCES = 1_000;

  private static final byte[] PREFIX = "~bench:".getBytes(US_ASCII);
  private static final int SOURCE_DIGITS = 3;
  private static final int SEQUENCE_AT = PREFIX.length + SOURCE_DIGITS + 1;
  private static final int SEQUENCE_DIGITS = 10;
  private static final int MICROS_AT = SEQUENCE_AT + SEQUENCE_DIGITS + 1;
  private static final int MICROS_DIGITS = 16;
  private static final int END_AT = MICROS_AT + MICROS_DIGITS;

  private EventMark() {}

  /** A mark of {@code source} whose other numbers are to be written into it. */
  public static byte[] blank(int source) {
    byte[] mark = "~bench:000:0000000000:0000000000000000~".getBytes(US_ASCII);
    ByteBuffer view = ByteBuffer.wrap(mark);
    digits(view, PREFIX.length, SOURCE_DIGITS, source);
    return mark;
  }

  /** Writes the numbers into the mark at {@code at}. */
  public static void write(ByteBuffer out, int at, long sequence, long sentMicros) {
    digits(out, at + SEQUENCE_AT, SEQUENCE_DIGITS, sequence);
    digits(out, at + MICROS_AT, MICROS_DIGITS, sentMicros);
  }

  private static void digits(ByteBuffer out, int at, int count, long value) {
    long rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      long tenth = rest / 10;
      out.put(i, (byte) ('0' + (rest - 10 * tenth)));
      rest = tenth;
    }
  }

  /** True when a mark begins at {@code at}; the caller has made sure that many bytes are there. */
  public static boolean isAt(byte[] text, int at) {
    for (int i = 0; i < PREFIX.length; i++) {
      if (text[at + i] != PREFIX[i]) {
        return false;
      }
    }
    return text[at + END_AT] == '~'
        && text[at + SEQUENCE_AT - 1] == ':'
        && text[at + MICROS_AT - 1] == ':';
  }

  /** The source of the mark at {@code at}. */
  public static int source(byte[] text, int at) {
    return (int) number(text, at + PREFIX.length, SOURCE_DIGITS);
  }

  /** The number of the event of the mark at {@code at}. */
  public static long sequence(byte[] text, int at) {
    return number(text, at + SEQUENCE_AT, SEQUENCE_DIGITS);
  }

  /** When the event of the mark at {@code at} was sent, in microseconds since the epoch. */
  public static long sentMicros(byte[] text, int at) {
    return number(text, at + MICROS_AT, MICROS_DIGITS);
  }

  private static long number(byte[] text, int at, int digits) {
    long value = 0;
    for (int i = at; i < at + digits; i++) {
      value = 10 * value + (text[i] - '0');
    }
    return value;
  }
}

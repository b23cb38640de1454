package dev.logproof.throughput.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Identifies an event at the end of its line: {@code ~bench:003:0000000042:1767225600000000~} holds
 * source, sequence number and send time. Fixed length and position, and characters that JSON does
 * not escape, allow access without parsing. Stateless.
 */
public final class EventMark {
  /** Length in bytes. */
  public static final int BYTES = 39;

  /** Exclusive limit of source numbers. */
  public static final int MAX_SOURCES = 1_000;

  private static final byte[] PREFIX = "~bench:".getBytes(US_ASCII);
  private static final int SOURCE_DIGITS = 3;
  private static final int SEQUENCE_AT = PREFIX.length + SOURCE_DIGITS + 1;
  private static final int SEQUENCE_DIGITS = 10;
  private static final int MICROS_AT = SEQUENCE_AT + SEQUENCE_DIGITS + 1;
  private static final int MICROS_DIGITS = 16;
  private static final int END_AT = MICROS_AT + MICROS_DIGITS;

  private EventMark() {}

  /** Creates a mark with the other numbers zero. */
  public static byte[] blank(int source) {
    byte[] mark = "~bench:000:0000000000:0000000000000000~".getBytes(US_ASCII);
    ByteBuffer view = ByteBuffer.wrap(mark);
    digits(view, PREFIX.length, SOURCE_DIGITS, source);
    return mark;
  }

  /** Updates the mark at {@code at}. */
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

  /** Whether a mark starts at {@code at}; the caller ensures {@link #BYTES} bytes. */
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

  /** Source in the mark at {@code at}. */
  public static int source(byte[] text, int at) {
    return (int) number(text, at + PREFIX.length, SOURCE_DIGITS);
  }

  /** Sequence number in the mark at {@code at}. */
  public static long sequence(byte[] text, int at) {
    return number(text, at + SEQUENCE_AT, SEQUENCE_DIGITS);
  }

  /** Send time in microseconds since the epoch. */
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

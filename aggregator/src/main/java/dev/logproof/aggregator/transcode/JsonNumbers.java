package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Writes numbers as decimal digits: integers digit by digit without an object; floating point by
 * way of Java's own shortest text. Holds scratch space: confined to one event loop.
 */
final class JsonNumbers {
  private static final int MAX_DIGITS = 20;
  private static final int NANO_DIGITS = 9;

  private final byte[] scratch = new byte[MAX_DIGITS];

  /** Appends a signed integer. */
  void writeSigned(long value, ByteBuf out) {
    if (value < 0) {
      out.writeByte('-');
    }
    // The magnitude of the smallest long is right when read as unsigned.
    writeUnsigned(value < 0 ? -value : value, out);
  }

  /** Appends an integer whose 64 bits are all magnitude. */
  void writeUnsigned(long value, ByteBuf out) {
    int at = MAX_DIGITS;
    long rest = value;
    if (rest < 0) {
      long tenth = Long.divideUnsigned(rest, 10);
      scratch[--at] = (byte) ('0' + (rest - tenth * 10));
      rest = tenth;
    }
    do {
      scratch[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    out.writeBytes(scratch, at, MAX_DIGITS - at);
  }

  /** Appends a number that reads back as the same double; null for what JSON has no number for. */
  void writeDouble(double value, ByteBuf out) {
    if (Double.isFinite(value)) {
      out.writeCharSequence(Double.toString(value), StandardCharsets.US_ASCII);
    } else {
      out.writeInt('n' << 24 | 'u' << 16 | 'l' << 8 | 'l');
    }
  }

  /** Appends {@code seconds.nanos} with all nine digits, so that nothing is rounded. */
  void writeTime(long seconds, int nanos, ByteBuf out) {
    writeUnsigned(seconds, out);
    out.writeByte('.');
    int rest = nanos;
    for (int at = NANO_DIGITS - 1; at >= 0; at--) {
      scratch[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out.writeBytes(scratch, 0, NANO_DIGITS);
  }
}

package dev.logproof.aggregator.transcode;

/**
 * Writes numbers as decimal digits: integers digit by digit without an object; floating point by
 * way of Java's own shortest text. Whoever calls has made room for {@link #MAX_BYTES}. Stateless;
 * any thread.
 */
final class JsonNumbers {
  /** The longest: seconds of 32 bits, a point, nine digits; or a double with sign and exponent. */
  static final int MAX_BYTES = 32;

  private static final int NANO_DIGITS = 9;
  private static final int NULL = 'n' << 24 | 'u' << 16 | 'l' << 8 | 'l';

  private JsonNumbers() {}

  /** Appends a signed integer. */
  static void writeSigned(long value, JsonWindow window) {
    if (value < 0) {
      window.put('-');
    }
    // The magnitude of the smallest long is right when read as unsigned.
    writeUnsigned(value < 0 ? -value : value, window);
  }

  /** Appends an integer whose 64 bits are all magnitude. */
  static void writeUnsigned(long value, JsonWindow window) {
    if (value < 0) {
      long tenth = Long.divideUnsigned(value, 10);
      writeUnsigned(tenth, window);
      window.put((int) ('0' + (value - tenth * 10)));
    } else {
      digits(value, count(value), window);
    }
  }

  private static int count(long value) {
    int digits = 1;
    for (long power = 10; digits < 19 && value >= power; power *= 10) {
      digits++;
    }
    return digits;
  }

  private static void digits(long value, int count, JsonWindow window) {
    byte[] out = window.bytes();
    int start = window.at();
    long rest = value;
    for (int at = start + count - 1; at >= start; at--) {
      out[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    window.at(start + count);
  }

  /** Appends a number that reads back as the same double; null for what JSON has no number for. */
  static void writeDouble(double value, JsonWindow window) {
    if (!Double.isFinite(value)) {
      window.putInt(NULL);
      return;
    }
    String text = Double.toString(value);
    for (int i = 0; i < text.length(); i++) {
      window.put(text.charAt(i));
    }
  }

  /** Appends {@code seconds.nanos} with all nine digits, so that nothing is rounded. */
  static void writeTime(long seconds, int nanos, JsonWindow window) {
    writeUnsigned(seconds, window);
    window.put('.');
    digits(nanos, NANO_DIGITS, window);
  }
}

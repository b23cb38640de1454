package dev.logproof.aggregator.transcode;

/**
 * Writes integers and short decimal numbers without an allocation, and other floating point as
 * Ruby's text. The caller makes room for {@link #MAX_BYTES}.
 */
final class JsonNumbers {
  /** 32-bit seconds, a point and nine digits, or any double. */
  static final int MAX_BYTES = 32;

  private static final int NANO_DIGITS = 9;

  /** Others may need an exponent or many digits. */
  private static final double LEAST_DECIMAL = 1e-3;

  private static final double LARGEST_DECIMAL = 1e7;

  /** Powers of ten, as many as short decimal numbers have decimals. */
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

  private static final int NULL = 'n' << 24 | 'u' << 16 | 'l' << 8 | 'l';

  private JsonNumbers() {}

  static void writeSigned(long value, JsonWindow window) {
    if (value < 0) {
      window.put('-');
    }
    // The magnitude of Long.MIN_VALUE is correct when read as unsigned.
    writeUnsigned(value < 0 ? -value : value, window);
  }

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

  /** Appends Ruby's text, which reads back as the same double; null unless finite. */
  static void writeDouble(double value, JsonWindow window) {
    if (!Double.isFinite(value)) {
      window.putInt(NULL);
      return;
    }
    double magnitude = Math.abs(value);
    if (magnitude >= LEAST_DECIMAL && magnitude < LARGEST_DECIMAL && writeDecimal(value, window)) {
      return;
    }
    String text = RubyText.decimal(value);
    for (int i = 0; i < text.length(); i++) {
      window.put(text.charAt(i));
    }
  }

  /** The quotient of two exact doubles is what the decimal number reads as. */
  private static boolean writeDecimal(double value, JsonWindow window) {
    double magnitude = Math.abs(value);
    for (int decimals = 0; decimals < POWERS.length; decimals++) {
      double digits = Math.rint(magnitude * POWERS[decimals]);
      if (digits / POWERS[decimals] == magnitude) {
        if (value < 0) {
          window.put('-');
        }
        long whole = (long) magnitude;
        writeUnsigned(whole, window);
        window.put('.');
        long fraction = (long) digits - whole * (long) POWERS[decimals];
        digits(fraction, Math.max(1, decimals), window);
        return true;
      }
    }
    return false;
  }

  /** Appends {@code seconds.nanos} with nine digits, without rounding. */
  static void writeTime(long seconds, int nanos, JsonWindow window) {
    writeUnsigned(seconds, window);
    window.put('.');
    digits(nanos, NANO_DIGITS, window);
  }
}

package dev.logproof.aggregator.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses single values in Fluentd's notations. Stricter than Fluentd, which reads {@code 500ms} as
 * 500 minutes and {@code 1.5m} as 5 MB. Stateless.
 */
final class Values {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmgt]?)b?");
  private static final Pattern WHOLE_TIME = Pattern.compile("(\\d{1,9})([smhd])");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final BigDecimal MILLIS_A_SECOND = BigDecimal.valueOf(1000);

  private Values() {}

  /** Parses bytes: {@code 512}, {@code 8k}, {@code 1m}, {@code 2GB}; units are powers of 1024. */
  static long bytes(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalArgumentException(
          "expected a whole number of bytes, or one with k, m, g or t (powers of 1024), such as"
              + " 8m");
    }
    int shift = size.group(2).isEmpty() ? 0 : 10 * ("kmgt".indexOf(size.group(2)) + 1);
    long number = Long.parseLong(size.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("expected a size below 8388608t");
    }
    return number << shift;
  }

  /**
   * Parses {@code 10s}, {@code 5m}, {@code 1h}, {@code 1d}, or seconds {@code 0.5} to milliseconds.
   */
  static long millis(String text) {
    Matcher whole = WHOLE_TIME.matcher(text);
    if (whole.matches()) {
      return Long.parseLong(whole.group(1)) * unitMillis(whole.group(2).charAt(0));
    }
    if (!SECONDS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected a whole number with s, m, h or d, such as 10s, or seconds without unit, such as"
              + " 0.5 for half a second");
    }
    BigDecimal millis = new BigDecimal(text).multiply(MILLIS_A_SECOND);
    if (millis.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("expected a multiple of 0.001 seconds");
    }
    return millis.longValueExact();
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true", "yes", "" -> true;
      case "false", "no" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  /** Compares a value with the only supported one. */
  static boolean same(String text, String supported) {
    return switch (supported) {
      case "true" -> flag(text);
      case "false" -> !flag(text);
      default -> text.equals(supported);
    };
  }

  static int integer(String text, int min, int max) {
    if (INTEGER.matcher(text).matches()) {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw new IllegalArgumentException("expected a whole number from " + min + " to " + max);
  }

  static double number(String text, double min, double max) {
    if (NUMBER.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw new IllegalArgumentException("expected a number from " + min + " to " + max);
  }

  private static long unitMillis(char unit) {
    return switch (unit) {
      case 's' -> 1_000;
      case 'm' -> 60_000;
      case 'h' -> 3_600_000;
      default -> 86_400_000;
    };
  }
}

package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.transcode.MessagePackCursor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ruby's {@code to_i} and {@code to_f}. Stateless. */
final class RubyNumbers {
  private static final Pattern INTEGER = Pattern.compile("\\s*([+-]?\\d+)");
  private static final Pattern DECIMAL =
      Pattern.compile("\\s*([+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?)");

  /** Instants of this size do not overflow. */
  private static final double MAX_SECONDS = 1e15;

  private RubyNumbers() {}

  static double toFloat(String text) {
    Matcher number = DECIMAL.matcher(text.replace("_", ""));
    return number.lookingAt() ? Double.parseDouble(number.group(1)) : 0;
  }

  static BigInteger toInteger(String text) {
    Matcher number = INTEGER.matcher(text.replace("_", ""));
    return number.lookingAt() ? new BigInteger(number.group(1)) : BigInteger.ZERO;
  }

  /** Returns {@code Time.at(value.to_f)}. */
  static Instant time(byte[] source, int from, int end) {
    MessagePackCursor cursor = new MessagePackCursor();
    cursor.reset(source, from, end);
    MessagePackCursor.Kind kind = cursor.next();
    long number = cursor.number();
    return switch (kind) {
      case NIL -> at(0);
      case SIGNED, UNSIGNED -> at((double) number);
      case FLOAT32 -> at(Float.intBitsToFloat((int) number));
      case FLOAT64 -> at(Double.longBitsToDouble(number));
      case STR, BIN -> {
        int text = cursor.takePayload();
        yield at(toFloat(new String(source, text, cursor.position() - text, UTF_8)));
      }
      default -> throw new FilterFailedException("the time is no number");
    };
  }

  /** Returns {@code Time.at(text.to_f)}. */
  static Instant time(String text) {
    return at(toFloat(text));
  }

  private static Instant at(double seconds) {
    if (!(Math.abs(seconds) < MAX_SECONDS)) {
      throw new FilterFailedException("the time is out of range");
    }
    BigDecimal exact = new BigDecimal(seconds);
    long whole = exact.setScale(0, RoundingMode.FLOOR).longValueExact();
    int nanos = exact.subtract(BigDecimal.valueOf(whole)).movePointRight(9).intValue();
    return Instant.ofEpochSecond(whole, nanos);
  }
}

package dev.logproof.commandline;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with a unit, such as {@code 9MB} or {@code 1.5GiB}. */
record Quantity(BigDecimal number, String unit) {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]*)");

  private static final Map<String, Long> BYTES =
      Map.of(
          "b", 1L,
          "", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30);

  static Quantity parse(String text, String expected) {
    return parse(text, text, expected);
  }

  /** Parses {@code part}; errors quote the whole {@code text}. */
  static Quantity parse(String part, String text, String expected) {
    Matcher matcher = FORM.matcher(part.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not " + expected);
    }
    return new Quantity(new BigDecimal(matcher.group(1)), matcher.group(2));
  }

  double bytes(String text, String expected) {
    Long unitBytes = BYTES.get(unit.toLowerCase(Locale.ROOT));
    if (unitBytes == null) {
      throw new IllegalArgumentException("'" + text + "' is not " + expected);
    }
    return number.multiply(BigDecimal.valueOf(unitBytes)).doubleValue();
  }
}

package dev.logproof.aggregator.ruby;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Reads {@code timezone} as Fluentd does: {@code +09:00}, {@code +0900} or {@code Asia/Tokyo}. */
public final class TimeZones {
  private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d:?\\d\\d");
  private static final Pattern NAME = Pattern.compile("[^/]+/[^/]+(/[^/]+)?");

  private TimeZones() {}

  /** Throws {@link IllegalArgumentException} for an unknown zone. */
  public static ZoneId parse(String text) {
    try {
      if (OFFSET.matcher(text).matches()) {
        return ZoneOffset.of(text);
      }
      if (NAME.matcher(text).matches()) {
        return ZoneId.of(text);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected +09:00 or Asia/Tokyo: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("expected an offset, such as +09:00, or Asia/Tokyo");
  }
}

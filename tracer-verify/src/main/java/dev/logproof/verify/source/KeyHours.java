package dev.logproof.verify.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Period of a Firehose folder, {@code YYYY/MM/dd/HH/} in UTC: the arrival of the object's oldest
 * record. Prefixes such as {@code year=} are allowed.
 *
 * @param end exclusive
 * @param wholeHour true for an hour, which has no dated subfolders
 */
record KeyHours(Instant end, boolean wholeHour) {
  private static final Pattern DATED =
      Pattern.compile(
          "(?:^|.*/)(?:[a-z]+=)?(\\d{4})/"
              + "(?:(?:[a-z]+=)?(\\d{2})/(?:(?:[a-z]+=)?(\\d{2})/(?:(?:[a-z]+=)?(\\d{2})/)?)?)?");

  private static final ChronoUnit[] UNITS = {
    ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.HOURS
  };

  /** Parses {@code folder}, which ends in a slash; empty if undated. */
  static Optional<KeyHours> of(String folder) {
    Matcher matcher = DATED.matcher(folder);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int[] parts = {0, 1, 1, 0};
    int given = 0;
    while (given < UNITS.length && matcher.group(given + 1) != null) {
      parts[given] = Integer.parseInt(matcher.group(given + 1));
      given++;
    }
    try {
      Instant end =
          LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], 0)
              .plus(1, UNITS[given - 1])
              .toInstant(ZoneOffset.UTC);
      return Optional.of(new KeyHours(end, given == UNITS.length));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

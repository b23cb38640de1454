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
 * Time period of a folder named by Firehose ({@code YYYY/MM/dd/HH/} in UTC, the arrival of the
 * object's oldest record; prefixes such as {@code year=} are allowed).
 *
 * @param end end of the year, month, day or hour, exclusive
 * @param wholeHour true if the folder is of one hour, so that it has no dated subfolders
 */
record KeyHours(Instant end, boolean wholeHour) {
  private static final Pattern DATED =
      Pattern.compile(
          "(?:^|.*/)(?:[a-z]+=)?(\\d{4})/"
              + "(?:(?:[a-z]+=)?(\\d{2})/(?:(?:[a-z]+=)?(\\d{2})/(?:(?:[a-z]+=)?(\\d{2})/)?)?)?");

  private static final ChronoUnit[] UNITS = {
    ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.HOURS
  };

  /** Parses {@code folder}, which ends in a slash; empty if it does not end in a date. */
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

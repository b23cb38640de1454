package dev.logproof.localaws.opensearch;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.WeekFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an index is named after the time, in UTC, by Firehose's names (developer guide, "Configure
 * index rotation for OpenSearch Service").
 */
public enum IndexRotation {
  /** One index for ever. */
  NO_ROTATION("NoRotation", Optional.empty()),
  /** {@code name-2016-02-25-13}. */
  ONE_HOUR("OneHour", pattern("-yyyy-MM-dd-HH")),
  /** {@code name-2016-02-25}. */
  ONE_DAY("OneDay", pattern("-yyyy-MM-dd")),
  /**
   * {@code name-2016-w09}: weeks start on Sunday, the first holds the year's first Saturday, as the
   * guide's note says; its example counts one week less.
   */
  ONE_WEEK("OneWeek", Optional.of(weeks())),
  /** {@code name-2016-02}. */
  ONE_MONTH("OneMonth", pattern("-yyyy-MM"));

  private final String apiName;
  private final Optional<DateTimeFormatter> suffix;

  IndexRotation(String apiName, Optional<DateTimeFormatter> suffix) {
    this.apiName = apiName;
    this.suffix = suffix;
  }

  private static Optional<DateTimeFormatter> pattern(String pattern) {
    return Optional.of(DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC));
  }

  /** The week that holds January 1 is the first, since every week has one Saturday at its end. */
  private static DateTimeFormatter weeks() {
    WeekFields weeks = WeekFields.of(DayOfWeek.SUNDAY, 1);
    return new DateTimeFormatterBuilder()
        .appendLiteral('-')
        .appendValue(weeks.weekBasedYear(), 4)
        .appendLiteral("-w")
        .appendValue(weeks.weekOfWeekBasedYear(), 2)
        .toFormatter(Locale.ROOT)
        .withZone(ZoneOffset.UTC);
  }

  /** The rotation that Firehose's API calls {@code name}. */
  public static Optional<IndexRotation> of(String name) {
    return Arrays.stream(values()).filter(it -> it.apiName.equals(name)).findFirst();
  }

  /** All of Firehose's names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(IndexRotation::toString).toList();
  }

  /** The index for a document that arrived at {@code arrival}. */
  public String indexOf(String name, Instant arrival) {
    return suffix.map(format -> name + format.format(arrival)).orElse(name);
  }

  /** What all indices of {@code name} match. */
  public String patternOf(String name) {
    return this == NO_ROTATION ? name : name + "-*";
  }

  @Override
  public String toString() {
    return apiName;
  }
}

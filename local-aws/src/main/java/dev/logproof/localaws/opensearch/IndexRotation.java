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
 * Time suffix of index names, in UTC, with Firehose's names (developer guide, "Configure index
 * rotation for OpenSearch Service").
 */
public enum IndexRotation {
  /** A single index without suffix. */
  NO_ROTATION("NoRotation", Optional.empty()),
  /** {@code name-2016-02-25-13}. */
  ONE_HOUR("OneHour", pattern("-yyyy-MM-dd-HH")),
  /** {@code name-2016-02-25}. */
  ONE_DAY("OneDay", pattern("-yyyy-MM-dd")),
  /**
   * {@code name-2016-w09}: weeks start on Sunday; the first week contains the year's first
   * Saturday. This follows the guide's note; its example shows one week less.
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

  /** Weeks end on Saturday, so the week with the year's first Saturday is the week of January 1. */
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

  /** Finds a rotation by its Firehose API name. */
  public static Optional<IndexRotation> of(String name) {
    return Arrays.stream(values()).filter(it -> it.apiName.equals(name)).findFirst();
  }

  /** Returns all Firehose API names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(IndexRotation::toString).toList();
  }

  /** Returns the index of a document that arrived at {@code arrival}. */
  public String indexOf(String name, Instant arrival) {
    return suffix.map(format -> name + format.format(arrival)).orElse(name);
  }

  /** Returns a pattern that matches all indices of {@code name}. */
  public String patternOf(String name) {
    return this == NO_ROTATION ? name : name + "-*";
  }

  @Override
  public String toString() {
    return apiName;
  }
}

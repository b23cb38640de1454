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
 * UTC suffix of index names (developer guide, "Configure index rotation for OpenSearch Service").
 */
public enum IndexRotation {
  NO_ROTATION("NoRotation", pattern("")),
  ONE_HOUR("OneHour", pattern("-yyyy-MM-dd-HH")),
  ONE_DAY("OneDay", pattern("-yyyy-MM-dd")),
  /**
   * Weeks start on Sunday; week 1 contains the year's first Saturday. The guide's example shows one
   * week less than its note.
   */
  ONE_WEEK("OneWeek", weeks()),
  ONE_MONTH("OneMonth", pattern("-yyyy-MM"));

  private final String apiName;
  private final DateTimeFormatter suffix;

  IndexRotation(String apiName, DateTimeFormatter suffix) {
    this.apiName = apiName;
    this.suffix = suffix;
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** Weeks end on Saturday, so the first one contains January 1. */
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

  /** Finds a rotation by its API name. */
  public static Optional<IndexRotation> of(String name) {
    return Arrays.stream(values()).filter(it -> it.apiName.equals(name)).findFirst();
  }

  /** Returns all API names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(IndexRotation::toString).toList();
  }

  /** Returns a document's index by arrival. */
  public String indexOf(String name, Instant arrival) {
    return name + suffix.format(arrival);
  }

  /** Returns a pattern of all indices of {@code name}. */
  public String patternOf(String name) {
    return this == NO_ROTATION ? name : name + "-*";
  }

  @Override
  public String toString() {
    return apiName;
  }
}

package dev.logproof.aggregator.ruby;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times as Ruby's {@code strptime} does. A format without year takes the current one. Text
 * after the format is ignored. Immutable.
 */
public final class TimeParser {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final Pattern NUMERIC_ZONE = Pattern.compile("([+-])(\\d\\d):?(\\d\\d)?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
  private static final String KNOWN = "YCymdeHkIlMSLNzZbBhaApPsQjTFDRXnt%";

  private final String format;
  private final ZoneId zone;
  private final Clock clock;

  private TimeParser(String format, ZoneId zone, Clock clock) {
    this.format = expand(format);
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * Reads texts of a strptime format.
   *
   * @param zone of texts without a zone
   * @throws IllegalArgumentException when a directive is not supported
   */
  public static TimeParser of(String format, ZoneId zone, Clock clock) {
    TimeParser parser = new TimeParser(format, zone, clock);
    parser.check();
    return parser;
  }

  private static String expand(String format) {
    return format
        .replace("%iso8601", "%FT%T%z")
        .replace("%T", "%H:%M:%S")
        .replace("%X", "%H:%M:%S")
        .replace("%R", "%H:%M")
        .replace("%F", "%Y-%m-%d")
        .replace("%D", "%m/%d/%y");
  }

  private void check() {
    for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', at + 2)) {
      char letter = letterAt(at);
      if (KNOWN.indexOf(letter) < 0) {
        throw new IllegalArgumentException("the directive %" + letter + " is not supported");
      }
    }
  }

  /** Skips flags and digits, as in {@code %3N} and {@code %:z}. */
  private char letterAt(int percent) {
    int at = letterIndex(percent);
    return at < format.length() ? format.charAt(at) : '\0';
  }

  private int letterIndex(int percent) {
    int at = percent + 1;
    while (at < format.length() && "-0^#_:123456789".indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /**
   * Returns the time of a text.
   *
   * @throws IllegalArgumentException when the text does not have the format
   */
  public Instant parse(String text) {
    Reading reading = new Reading(text);
    int at = 0;
    while (at < format.length()) {
      char next = format.charAt(at);
      if (next == '%') {
        int letter = letterIndex(at);
        reading.directive(format.charAt(letter));
        at = letter + 1;
      } else {
        reading.literal(next);
        at++;
      }
    }
    try {
      return reading.time(zone, clock);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("invalid time '" + text + "': " + e.getMessage(), e);
    }
  }

  /** A text being read, and the fields found. */
  private static final class Reading {
    private final String text;
    private int at;
    private int year = -1;
    private int month = -1;
    private int day = -1;
    private int dayOfYear = -1;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int afternoon = -1;
    private boolean zoned;
    private int offsetSeconds;
    private boolean epoch;
    private long epochSeconds;

    Reading(String text) {
      this.text = text;
    }

    private IllegalArgumentException invalid() {
      return new IllegalArgumentException("invalid time '" + text + "' at position " + at);
    }

    void literal(char expected) {
      if (Character.isWhitespace(expected)) {
        skipSpace();
      } else if (at < text.length() && text.charAt(at) == expected) {
        at++;
      } else {
        throw invalid();
      }
    }

    private void skipSpace() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    void directive(char letter) {
      switch (letter) {
        case 'Y' -> year = signed(4);
        case 'y' -> year = shortYear(number(2));
        case 'm' -> month = number(2);
        case 'd', 'e' -> day = padded();
        case 'j' -> dayOfYear = number(3);
        case 'H', 'k', 'I', 'l' -> hour = padded();
        case 'M' -> minute = number(2);
        case 'S' -> second = number(2);
        case 'L', 'N' -> nanos = fraction();
        case 'b', 'B', 'h' -> month = name(MONTHS) + 1;
        case 'a', 'A' -> {
          int ignored = name(DAYS);
        }
        case 'p', 'P' -> afternoon = name(List.of("am", "pm"));
        case 'z', 'Z' -> zone();
        case 's' -> epoch(1);
        case 'Q' -> epoch(1000);
        case 'n', 't' -> skipSpace();
        default -> literal('%');
      }
    }

    private static int shortYear(int two) {
      return two < 69 ? 2000 + two : 1900 + two;
    }

    private int signed(int digits) {
      boolean minus = at < text.length() && text.charAt(at) == '-';
      at += minus ? 1 : 0;
      int value = number(digits);
      return minus ? -value : value;
    }

    private int padded() {
      skipSpace();
      return number(2);
    }

    private int number(int maxDigits) {
      int from = at;
      int value = 0;
      while (at < text.length() && at - from < maxDigits && isDigit(text.charAt(at))) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      if (at == from) {
        throw invalid();
      }
      return value;
    }

    private static boolean isDigit(char letter) {
      return letter >= '0' && letter <= '9';
    }

    private int fraction() {
      int from = at;
      int value = 0;
      while (at < text.length() && isDigit(text.charAt(at))) {
        value = at - from < 9 ? value * 10 + text.charAt(at) - '0' : value;
        at++;
      }
      if (at == from) {
        throw invalid();
      }
      for (int digits = at - from; digits < 9; digits++) {
        value *= 10;
      }
      return value;
    }

    /** Takes the whole word, such as {@code January} for {@code jan}. */
    private int name(List<String> names) {
      Matcher word = WORD.matcher(text).region(at, text.length());
      if (!word.lookingAt()) {
        throw invalid();
      }
      String lower = word.group().toLowerCase(Locale.ROOT);
      for (int i = 0; i < names.size(); i++) {
        if (lower.startsWith(names.get(i))) {
          at = lower.length() > 3 ? word.end() : at + names.get(i).length();
          return i;
        }
      }
      throw invalid();
    }

    private void zone() {
      zoned = true;
      Matcher numeric = NUMERIC_ZONE.matcher(text).region(at, text.length());
      if (numeric.lookingAt()) {
        int minutes = numeric.group(3) == null ? 0 : Integer.parseInt(numeric.group(3));
        int seconds = Integer.parseInt(numeric.group(2)) * 3600 + minutes * 60;
        offsetSeconds = numeric.group(1).equals("-") ? -seconds : seconds;
        at = numeric.end();
        return;
      }
      Matcher word = WORD.matcher(text).region(at, text.length());
      if (!word.lookingAt()) {
        throw invalid();
      }
      offsetSeconds = named(word.group().toUpperCase(Locale.ROOT)) * 3600;
      at = word.end();
    }

    private int named(String zone) {
      return switch (zone) {
        case "Z", "UTC", "GMT", "UT" -> 0;
        case "JST" -> 9;
        case "EST", "CDT" -> -5;
        case "EDT" -> -4;
        case "CST", "MDT" -> -6;
        case "MST", "PDT" -> -7;
        case "PST" -> -8;
        case "CET" -> 1;
        case "CEST" -> 2;
        default -> throw invalid();
      };
    }

    private void epoch(int perSecond) {
      int from = at;
      long value = 0;
      while (at < text.length() && at - from < 16 && isDigit(text.charAt(at))) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      if (at == from) {
        throw invalid();
      }
      epoch = true;
      epochSeconds = value / perSecond;
      nanos += (int) (value % perSecond) * (1_000_000_000 / perSecond);
    }

    Instant time(ZoneId zone, Clock clock) {
      if (epoch) {
        return Instant.ofEpochSecond(epochSeconds, nanos);
      }
      LocalDateTime time = date(LocalDate.now(clock.withZone(zone))).atTime(wallHour(), minute);
      ZoneId used = zoned ? ZoneOffset.ofTotalSeconds(offsetSeconds) : zone;
      return time.atZone(used).toInstant().plusSeconds(second).plusNanos(nanos);
    }

    private int wallHour() {
      return afternoon < 0 ? hour : hour % 12 + 12 * afternoon;
    }

    private LocalDate date(LocalDate today) {
      int ofYear = year < 0 ? today.getYear() : year;
      if (dayOfYear > 0) {
        return LocalDate.ofYearDay(ofYear, dayOfYear);
      }
      boolean onlyTime = year < 0 && month < 0 && day < 0;
      if (onlyTime) {
        return today;
      }
      boolean ofToday = year < 0 && month < 0;
      int ofMonth = month > 0 ? month : ofToday ? today.getMonthValue() : 1;
      return LocalDate.of(ofYear, ofMonth, day > 0 ? day : 1);
    }
  }
}

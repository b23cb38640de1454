package dev.logproof.aggregator.ruby;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats times as Ruby's {@code strftime} does, in a zone. Directives that Ruby does not know stay
 * as they are, as in Ruby. Immutable.
 */
public final class TimeFormat {
  /** Ruby's {@code Time#to_s}. */
  public static final String RUBY_TEXT = "%Y-%m-%d %H:%M:%S %z";

  private static final Pattern DIRECTIVE =
      Pattern.compile("%([-0^#_]*)(\\d{0,3})(:{0,2})([a-zA-Z%+])");

  private final String text;
  private final ZoneId zone;
  private final List<Part> parts = new ArrayList<>();
  private final boolean subSecond;

  /** A directive with its flags; {@code letter} 0 is literal text. */
  private record Part(String text, String flags, int width, int colons, char letter) {}

  private TimeFormat(String text, ZoneId zone) {
    this.text = text;
    this.zone = zone;
    Matcher directive = DIRECTIVE.matcher(text);
    int at = 0;
    while (directive.find(at)) {
      literal(text.substring(at, directive.start()));
      int width = directive.group(2).isEmpty() ? 0 : Integer.parseInt(directive.group(2));
      parts.add(
          new Part(
              directive.group(),
              directive.group(1),
              width,
              directive.group(3).length(),
              directive.group(4).charAt(0)));
      at = directive.end();
    }
    literal(text.substring(at));
    this.subSecond = parts.stream().anyMatch(part -> part.letter == 'N' || part.letter == 'L');
  }

  private void literal(String between) {
    if (!between.isEmpty()) {
      parts.add(new Part(between, "", 0, 0, '\0'));
    }
  }

  /** Formats by a strftime pattern. */
  public static TimeFormat of(String pattern, ZoneId zone) {
    return new TimeFormat(pattern, zone);
  }

  /** Formats as {@code Time#iso8601}; with {@code z}, UTC is written as {@code Z}. */
  public static TimeFormat iso8601(ZoneId zone, boolean z) {
    return new TimeFormat(z ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%M:%S%:z", zone);
  }

  /** Returns whether texts differ within a second. */
  public boolean isSubSecond() {
    return subSecond;
  }

  /** Returns the text of a time. */
  public String format(long epochSeconds, int nanos) {
    ZonedDateTime time = Instant.ofEpochSecond(epochSeconds, nanos).atZone(zone);
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (Part part : parts) {
      append(part, time, out);
    }
    return out.toString();
  }

  private static void append(Part part, ZonedDateTime time, StringBuilder out) {
    switch (part.letter) {
      case '\0' -> out.append(part.text);
      case '%' -> out.append('%');
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'N' -> fraction(time.getNano(), part.width == 0 ? 9 : part.width, out);
      case 'L' -> fraction(time.getNano(), part.width == 0 ? 3 : part.width, out);
      case 'z' -> out.append(offset(time.getOffset(), part.colons));
      default -> appendOther(part, time, out);
    }
  }

  private static void appendOther(Part part, ZonedDateTime time, StringBuilder out) {
    String composed = composed(part.letter);
    if (!composed.isEmpty()) {
      TimeFormat inner = of(composed, time.getZone());
      out.append(cased(part, inner.format(time.toEpochSecond(), time.getNano())));
      return;
    }
    int width = NumberWidth.of(part.letter);
    if (width > 0) {
      number(part, width, value(part.letter, time), out);
    } else {
      out.append(padded(part, cased(part, word(part, time))));
    }
  }

  private static String composed(char letter) {
    return switch (letter) {
      case 'F' -> "%Y-%m-%d";
      case 'T', 'X' -> "%H:%M:%S";
      case 'D', 'x' -> "%m/%d/%y";
      case 'R' -> "%H:%M";
      case 'r' -> "%I:%M:%S %p";
      case 'c' -> "%a %b %e %H:%M:%S %Y";
      case 'v' -> "%e-%^b-%Y";
      case '+' -> "%a %b %e %H:%M:%S %Z %Y";
      default -> "";
    };
  }

  private static String word(Part part, ZonedDateTime time) {
    return switch (part.letter) {
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'P' -> time.getHour() < 12 ? "am" : "pm";
      case 'Z' -> zoneName(time);
      default -> part.text;
    };
  }

  private static String zoneName(ZonedDateTime time) {
    if (time.getZone().normalized().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    return java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
  }

  private static long value(char letter, ZonedDateTime time) {
    int yearDay = time.getDayOfYear();
    int weekDay = time.getDayOfWeek().getValue();
    return switch (letter) {
      case 'Y' -> time.getYear();
      case 'C' -> Math.floorDiv(time.getYear(), 100);
      case 'y' -> Math.floorMod(time.getYear(), 100);
      case 'm' -> time.getMonthValue();
      case 'd', 'e' -> time.getDayOfMonth();
      case 'j' -> yearDay;
      case 'H', 'k' -> time.getHour();
      case 'I', 'l' -> time.get(ChronoField.CLOCK_HOUR_OF_AMPM);
      case 'M' -> time.getMinute();
      case 'S' -> time.getSecond();
      case 's' -> time.toEpochSecond();
      case 'u' -> weekDay;
      case 'w' -> weekDay % 7;
      case 'G' -> time.get(IsoFields.WEEK_BASED_YEAR);
      case 'g' -> time.get(IsoFields.WEEK_BASED_YEAR) % 100;
      case 'V' -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case 'U' -> (yearDay + 6 - weekDay % 7) / 7;
      default -> (yearDay + 6 - (weekDay - 1)) / 7;
    };
  }

  private static void fraction(int nanos, int digits, StringBuilder out) {
    String nine = String.format(Locale.ROOT, "%09d", nanos);
    out.append(digits <= 9 ? nine.substring(0, digits) : nine + "0".repeat(digits - 9));
  }

  private static void number(Part part, int width, long value, StringBuilder out) {
    boolean blank = part.letter == 'e' || part.letter == 'k' || part.letter == 'l';
    char pad = part.flags.contains("0") ? '0' : part.flags.contains("_") || blank ? ' ' : '0';
    int wanted = part.width > 0 ? part.width : part.flags.contains("-") ? 1 : width;
    String digits = Long.toString(value);
    out.append(String.valueOf(pad).repeat(Math.max(0, wanted - digits.length()))).append(digits);
  }

  private static String padded(Part part, String word) {
    char pad = part.flags.contains("0") ? '0' : ' ';
    return String.valueOf(pad).repeat(Math.max(0, part.width - word.length())) + word;
  }

  private static String cased(Part part, String word) {
    if (part.flags.contains("^")) {
      return word.toUpperCase(Locale.ROOT);
    }
    if (!part.flags.contains("#")) {
      return word;
    }
    return part.letter == 'p' ? word.toLowerCase(Locale.ROOT) : word.toUpperCase(Locale.ROOT);
  }

  private static String offset(ZoneOffset offset, int colons) {
    int seconds = Math.abs(offset.getTotalSeconds());
    String separator = colons > 0 ? ":" : "";
    String text =
        (offset.getTotalSeconds() < 0 ? "-" : "+")
            + String.format(
                Locale.ROOT, "%02d%s%02d", seconds / 3600, separator, seconds / 60 % 60);
    return colons < 2 ? text : text + String.format(Locale.ROOT, ":%02d", seconds % 60);
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeFormat same && same.text.equals(text) && same.zone.equals(zone);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + zone.hashCode();
  }

  /** Digits of the numeric directives. */
  private static final class NumberWidth {
    private NumberWidth() {}

    /** Returns 0 for a directive that is no number. */
    static int of(char letter) {
      return switch (letter) {
        case 'Y', 'G' -> 4;
        case 'j' -> 3;
        case 'C', 'y', 'm', 'd', 'e', 'H', 'k', 'I', 'l', 'M', 'S', 'g', 'V', 'U', 'W' -> 2;
        case 's', 'u', 'w' -> 1;
        default -> 0;
      };
    }
  }
}

package dev.logproof.aggregator.naming;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats a time as Ruby's strftime does. Immutable. */
public final class TimePattern {
  private static final String LETTERS = "YCymdejHIMSLNpaAbBzZsFTRDuw%";

  private final String pattern;
  private final ZoneId zone;

  /**
   * Reads {@code pattern}.
   *
   * @throws IllegalArgumentException if it has a letter that is not supported
   */
  public TimePattern(String pattern, ZoneId zone) {
    this.pattern = pattern;
    this.zone = zone;
    for (int at = pattern.indexOf('%'); at >= 0; at = pattern.indexOf('%', at + 2)) {
      if (at + 1 == pattern.length() || LETTERS.indexOf(pattern.charAt(at + 1)) < 0) {
        throw new IllegalArgumentException(
            "'"
                + pattern.substring(at, Math.min(at + 2, pattern.length()))
                + "' is not supported: expected %Y, %m, %d, %H, %M, %S or one of %"
                + String.join(" %", LETTERS.split("", -1)).strip());
      }
    }
  }

  /** Returns whether {@code text} has a placeholder of a time. */
  public static boolean isIn(String text) {
    return text.contains("%");
  }

  /** Returns the text for a time. */
  public String format(long epochSeconds) {
    ZonedDateTime time = Instant.ofEpochSecond(epochSeconds).atZone(zone);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char letter = pattern.charAt(at);
      text.append(letter == '%' ? part(pattern.charAt(++at), time) : String.valueOf(letter));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return pattern;
  }

  private static String part(char letter, ZonedDateTime time) {
    return switch (letter) {
      case '%' -> "%";
      case 'C' -> "%02d".formatted(time.getYear() / 100);
      case 'e' -> "%2d".formatted(time.getDayOfMonth());
      case 's' -> Long.toString(time.toEpochSecond());
      case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
      default -> time.format(DateTimeFormatter.ofPattern(javaPattern(letter), Locale.ENGLISH));
    };
  }

  private static String javaPattern(char letter) {
    return switch (letter) {
      case 'Y' -> "uuuu";
      case 'y' -> "uu";
      case 'm' -> "MM";
      case 'd' -> "dd";
      case 'j' -> "DDD";
      case 'H' -> "HH";
      case 'I' -> "hh";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'L' -> "SSS";
      case 'N' -> "SSSSSSSSS";
      case 'p' -> "a";
      case 'a' -> "EEE";
      case 'A' -> "EEEE";
      case 'b' -> "MMM";
      case 'B' -> "MMMM";
      case 'z' -> "xx";
      case 'Z' -> "zzz";
      case 'F' -> "uuuu-MM-dd";
      case 'T' -> "HH:mm:ss";
      case 'R' -> "HH:mm";
      default -> "MM/dd/uu";
    };
  }
}

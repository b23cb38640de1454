package dev.logproof.aggregator.ruby;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Ruby's named character classes, as members of a class in brackets. Stateless. */
final class RegexClasses {
  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alpha", "\\p{IsAlphabetic}"),
          Map.entry("digit", "\\p{IsDigit}"),
          Map.entry("alnum", "\\p{IsAlphabetic}\\p{IsDigit}"),
          Map.entry("upper", "\\p{IsUppercase}"),
          Map.entry("lower", "\\p{IsLowercase}"),
          Map.entry("space", "\\p{IsWhite_Space}"),
          Map.entry("blank", "\\p{Zs}\\t"),
          Map.entry("cntrl", "\\p{IsControl}"),
          Map.entry("punct", "\\p{IsPunctuation}$+<=>\\^`|~"),
          Map.entry("xdigit", "0-9A-Fa-f"),
          Map.entry("ascii", "\\x00-\\x7F"),
          Map.entry("word", "\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}"));

  private RegexClasses() {}

  /** Returns "" for an unknown class. */
  static String posix(String name) {
    return POSIX.getOrDefault(name, "");
  }

  /** Returns "" for a property that Java does not have. */
  static String property(String name) {
    String posix = posix(name.toLowerCase(Locale.ROOT));
    if (!posix.isEmpty()) {
      return posix;
    }
    for (String java : new String[] {"\\p{" + name + "}", "\\p{Is" + name + "}"}) {
      try {
        var unused = Pattern.compile(java);
        return java;
      } catch (PatternSyntaxException e) {
        // The next spelling may be the one of Java.
      }
    }
    return "";
  }
}

package dev.logproof.reports.page;

/**
 * A cell of a table.
 *
 * @param value exact value behind {@code text}, as in the JSON; empty when there is none
 * @param css style class; may be empty
 */
record Cell(String text, String value, String css) {
  static Cell text(String text) {
    return new Cell(text, text, "text");
  }

  static Cell count(long n) {
    return new Cell(Numbers.count(n), Long.toString(n), "");
  }

  /** A number in a format of {@link java.util.Formatter}. */
  static Cell number(String format, double value) {
    return new Cell(Numbers.text(format, value), Double.toString(value), "");
  }

  static Cell rate(double bytesPerSecond) {
    return new Cell(
        Numbers.megabytesPerSecond(bytesPerSecond), Double.toString(bytesPerSecond), "");
  }

  static Cell bytes(long bytes) {
    return new Cell(Numbers.mebibytes(bytes), Long.toString(bytes), "");
  }

  static Cell yesNo(boolean value) {
    return new Cell(value ? "yes" : "no", Boolean.toString(value), value ? "" : "unknown");
  }

  static Cell verdict(String word) {
    return new Cell(word, word, "text verdict " + known(word));
  }

  /** Style classes are a closed set: a word from a run is text, not a class. */
  static String known(String word) {
    return switch (word) {
      case "pass", "fail" -> word;
      default -> "unknown";
    };
  }

  static Cell time(long millis) {
    return new Cell(Numbers.time(millis), Long.toString(millis), "nowrap");
  }

  static Cell unknown(String text) {
    return new Cell(text, "", "unknown");
  }

  Cell derived() {
    return new Cell(text, "", css);
  }
}

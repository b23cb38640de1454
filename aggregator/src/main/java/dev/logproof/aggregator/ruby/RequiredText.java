package dev.logproof.aggregator.ruby;

/**
 * ASCII text that every match of a regular expression contains, so that a search for bytes excludes
 * most texts, or finds where a match can begin. Knows plain letters outside of groups alone; an
 * expression that might mean something else has no required text.
 *
 * @param text empty when none is known
 * @param isPrefix whether every match begins with the text
 */
public record RequiredText(String text, boolean isPrefix) {
  private static final RequiredText NONE = new RequiredText("", false);

  /** Escapes of one letter that match one character or a place. */
  private static final String SHORT_ESCAPES = "dDwWsShHbBAzZntrf";

  /** Characters after {@code (?} that leave the pattern outside of the group unchanged. */
  private static final String PLAIN_GROUPS = ":=!><";

  /** A prefix of this length is preferred to a longer text elsewhere. */
  private static final int GOOD_PREFIX = 3;

  /** Returns the required text of an expression that distinguishes upper and lower case. */
  public static RequiredText of(String expression) {
    Scan scan = new Scan(expression);
    while (scan.at < expression.length()) {
      if (!scan.atom()) {
        return NONE;
      }
    }
    scan.endRun();
    boolean prefix = scan.prefix.length() >= Math.min(GOOD_PREFIX, scan.longest.length());
    return (prefix && !scan.prefix.isEmpty())
        ? new RequiredText(scan.prefix, true)
        : new RequiredText(scan.longest, false);
  }

  /** One pass over an expression. Not thread-safe. */
  private static final class Scan {
    private final String source;
    private final StringBuilder run = new StringBuilder();
    private String prefix = "";
    private String longest = "";
    private boolean runIsFirst = true;
    private int at;

    Scan(String source) {
      this.source = source;
    }

    /** Takes the next part of the expression; false when nothing can be said about it. */
    boolean atom() {
      char letter = source.charAt(at);
      switch (letter) {
        case '|', ')', ']', '}' -> {
          return false;
        }
        case '\\' -> {
          return escape();
        }
        case '(' -> {
          endRun();
          return group();
        }
        case '[' -> {
          endRun();
          at++;
          return skipClass();
        }
        case '{' -> {
          return counted();
        }
        case '?', '*', '+' -> optional(1);
        case '.', '^', '$' -> {
          endRun();
          at++;
        }
        default -> plain(letter);
      }
      return true;
    }

    private void plain(char letter) {
      if (letter < 0x80) {
        run.append(letter);
      } else {
        endRun();
      }
      at++;
    }

    /** The character before a quantifier may be missing. */
    private void optional(int quantifierLength) {
      run.setLength(Math.max(0, run.length() - 1));
      endRun();
      at += quantifierLength;
    }

    private boolean counted() {
      int close = source.indexOf('}', at);
      if (close < 0 || !source.substring(at + 1, close).matches("\\d*,?\\d*")) {
        return false;
      }
      optional(close + 1 - at);
      return true;
    }

    private boolean escape() {
      if (at + 1 == source.length()) {
        return false;
      }
      char letter = source.charAt(at + 1);
      at += 2;
      if (letter > ' ' && letter < 0x7f && !Character.isLetterOrDigit(letter)) {
        run.append(letter);
        return true;
      }
      endRun();
      return SHORT_ESCAPES.indexOf(letter) >= 0;
    }

    private boolean group() {
      if (source.startsWith("(?", at)
          && (at + 2 == source.length() || PLAIN_GROUPS.indexOf(source.charAt(at + 2)) < 0)) {
        return false;
      }
      at++;
      while (at < source.length()) {
        switch (source.charAt(at)) {
          case '\\' -> at += 2;
          case '[' -> {
            at++;
            if (!skipClass()) {
              return false;
            }
          }
          case '(' -> {
            if (!group()) {
              return false;
            }
          }
          case ')' -> {
            at++;
            return true;
          }
          default -> at++;
        }
      }
      return false;
    }

    /** Classes within classes, and brackets in unusual places, are left alone. */
    private boolean skipClass() {
      int first = at;
      while (at < source.length()) {
        switch (source.charAt(at)) {
          case '\\' -> at += 2;
          case '[' -> {
            return false;
          }
          case ']' -> {
            boolean empty = at == first || (at == first + 1 && source.charAt(first) == '^');
            at++;
            return !empty;
          }
          default -> at++;
        }
      }
      return false;
    }

    void endRun() {
      if (runIsFirst) {
        prefix = run.toString();
        runIsFirst = false;
      }
      if (run.length() > longest.length()) {
        longest = run.toString();
      }
      run.setLength(0);
    }
  }
}

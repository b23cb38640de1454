package dev.logproof.aggregator.ruby;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of Ruby, as a pattern of Java that matches the same texts.
 *
 * @param groupNames of group 1 and following; empty when no group has a name
 */
public record RubyRegexp(String source, Pattern pattern, List<String> groupNames) {
  private static final int MAX_CHARS = 16 * 1024;

  /** Copies the list. */
  public RubyRegexp {
    groupNames = List.copyOf(groupNames);
  }

  /**
   * Reads a parameter as Fluentd does: {@code /…/} with the options {@code i} and {@code m}, or a
   * bare expression.
   *
   * @throws IllegalArgumentException when the expression is invalid or has no counterpart in Java
   */
  public static RubyRegexp parse(String text) {
    if (!text.startsWith("/")) {
      return compile(text, false, false);
    }
    int slash = text.lastIndexOf('/');
    if (slash == 0 || slash < text.length() - 3) {
      throw new IllegalArgumentException("expected a slash at the end: /…/, /…/i or /…/m");
    }
    String options = text.substring(slash + 1);
    return compile(text.substring(1, slash), options.contains("i"), options.contains("m"));
  }

  /** Compiles an expression without slashes; throws as {@link #parse} does. */
  public static RubyRegexp compile(String source, boolean ignoreCase, boolean dotAll) {
    if (source.length() > MAX_CHARS) {
      throw new IllegalArgumentException("expected at most " + MAX_CHARS + " characters");
    }
    RegexTranslation translation = new RegexTranslation(source);
    // In Ruby, ^ and $ match at every line, and only \n ends a line.
    int flags = Pattern.MULTILINE | Pattern.UNIX_LINES;
    flags |= ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    flags |= dotAll ? Pattern.DOTALL : 0;
    try {
      Pattern pattern = Pattern.compile(translation.java(), flags);
      return new RubyRegexp(source, pattern, translation.groupNames());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression: " + e.getDescription() + " in /" + source + "/", e);
    }
  }

  @Override
  public String toString() {
    boolean ignoreCase = (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0;
    boolean dotAll = (pattern.flags() & Pattern.DOTALL) != 0;
    return "/" + source + "/" + (ignoreCase ? "i" : "") + (dotAll ? "m" : "");
  }
}

package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.ruby.RubyRegexp;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tests texts in UTF-8 for a regular expression. Alternatives of plain text, the most frequent
 * expressions, are searched as bytes. Confined to one event loop.
 */
final class TextTest {
  private static final String SPECIAL = "\\^$.|?*+()[]{}";

  private final List<String> literals;
  private final Matcher matcher;

  TextTest(RubyRegexp expression) {
    boolean exactCase = (expression.pattern().flags() & Pattern.CASE_INSENSITIVE) == 0;
    this.literals = exactCase ? literals(expression.source()) : List.of();
    this.matcher = expression.pattern().matcher("");
  }

  boolean matches(byte[] source, int from, int end) {
    if (literals.isEmpty()) {
      return matcher.reset(new String(source, from, end - from, UTF_8)).find();
    }
    String text = new String(source, from, end - from, ISO_8859_1);
    for (String literal : literals) {
      if (text.contains(literal)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the alternatives with a character per byte; empty if any is not plain text. */
  private static List<String> literals(String source) {
    List<String> found = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int at = 0; at < source.length(); at++) {
      char letter = source.charAt(at);
      if (letter == '|') {
        found.add(bytes(literal));
        literal.setLength(0);
      } else if (letter == '\\' && at + 1 < source.length() && isPunctuation(source, at + 1)) {
        at++;
        literal.append(source.charAt(at));
      } else if (SPECIAL.indexOf(letter) >= 0) {
        return List.of();
      } else {
        literal.append(letter);
      }
    }
    found.add(bytes(literal));
    return found;
  }

  private static boolean isPunctuation(String source, int at) {
    char letter = source.charAt(at);
    return letter > ' ' && letter < 0x7f && !Character.isLetterOrDigit(letter);
  }

  private static String bytes(StringBuilder literal) {
    return new String(literal.toString().getBytes(UTF_8), ISO_8859_1);
  }
}

package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.ruby.RequiredText;
import dev.logproof.aggregator.ruby.RubyRegexp;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tests texts in UTF-8 for a regular expression. Alternatives of plain text, the most frequent
 * expressions, are searched as bytes; text that an expression requires excludes most other texts.
 * Confined to one event loop.
 */
final class TextTest {
  private static final String SPECIAL = "\\^$.|?*+()[]{}";

  private final List<ByteSearch> literals;
  private final Matcher matcher;
  private final Utf8Chars chars = new Utf8Chars();
  private final ByteSearch required;
  private final boolean isRequired;
  private final boolean startsWithRequired;

  TextTest(RubyRegexp expression) {
    boolean exactCase = (expression.pattern().flags() & Pattern.CASE_INSENSITIVE) == 0;
    this.literals =
        exactCase
            ? literals(expression.source()).stream().map(TextTest::search).toList()
            : List.of();
    RequiredText text = RequiredText.of(exactCase ? expression.source() : "");
    this.required = search(text.text());
    this.isRequired = !text.text().isEmpty();
    this.startsWithRequired = text.isPrefix();
    this.matcher = expression.pattern().matcher("");
    // Anchors and lookbehinds see the whole text when a match is sought at one place.
    matcher.useAnchoringBounds(false).useTransparentBounds(true);
  }

  private static ByteSearch search(String text) {
    return new ByteSearch(text.getBytes(UTF_8));
  }

  boolean matches(byte[] source, int from, int end) {
    if (literals.isEmpty()) {
      return matchesExpression(source, from, end);
    }
    for (ByteSearch literal : literals) {
      if (literal.find(source, from, end) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesExpression(byte[] source, int from, int end) {
    int first = isRequired ? required.find(source, from, end) : from;
    if (first < 0) {
      return false;
    }
    chars.open(source, from, end);
    try {
      Matcher all = matcher.reset(chars);
      return (startsWithRequired && chars.isAscii())
          ? matchesAtOccurrence(source, from, end, first)
          : all.find();
    } finally {
      chars.close();
    }
  }

  private boolean matchesAtOccurrence(byte[] source, int from, int end, int first) {
    int at = first;
    while (at >= 0) {
      if (matcher.region(at - from, end - from).lookingAt()) {
        return true;
      }
      at = required.find(source, at + 1, end);
    }
    return false;
  }

  /** Returns the alternatives; empty if any is not plain text. */
  private static List<String> literals(String source) {
    List<String> found = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int at = 0; at < source.length(); at++) {
      char letter = source.charAt(at);
      if (letter == '|') {
        found.add(literal.toString());
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
    found.add(literal.toString());
    return found;
  }

  private static boolean isPunctuation(String source, int at) {
    char letter = source.charAt(at);
    return letter > ' ' && letter < 0x7f && !Character.isLetterOrDigit(letter);
  }
}

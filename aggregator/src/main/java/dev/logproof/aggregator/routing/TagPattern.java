package dev.logproof.aggregator.routing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The tags that a {@code <match>} accepts, in Fluentd's grammar: {@code *} matches within one part,
 * {@code **} any number of parts ({@code a.**} also matches {@code a}), {@code {a,b}} either, and
 * {@code /…/} is a regular expression found anywhere. Too slow for every event: use a {@link
 * TagCache}. Immutable.
 */
public final class TagPattern {
  private static final int MAX_TEXT_CHARS = 4096;

  private final String text;
  private final List<String> globs;
  private final List<Pattern> patterns;
  private final List<TagPattern> required;
  private final List<TagPattern> excluded;

  private TagPattern(String text, List<String> globs) {
    this.text = text;
    this.globs = globs;
    this.patterns = globs.stream().map(TagPattern::compile).toList();
    this.required = List.of();
    this.excluded = List.of();
  }

  private TagPattern(TagPattern from, List<TagPattern> required, List<TagPattern> excluded) {
    this.text = from.text;
    this.globs = from.globs;
    this.patterns = from.patterns;
    this.required = required;
    this.excluded = excluded;
  }

  /**
   * Parses patterns separated by white space.
   *
   * @throws IllegalArgumentException when the text is not a pattern; the message says why
   */
  public static TagPattern parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a tag pattern is needed, such as app.** (or ** for all)");
    }
    if (text.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException(
          "the tag pattern is longer than " + MAX_TEXT_CHARS + " characters");
    }
    String stripped = text.strip();
    return new TagPattern(stripped, Stream.of(stripped.split("\\s+")).toList());
  }

  /** Returns this pattern limited to tags that {@code other} matches too. */
  public TagPattern and(TagPattern other) {
    return new TagPattern(this, plus(required, other), excluded);
  }

  /** Returns this pattern limited to tags that {@code other} does not match. */
  public TagPattern andNot(TagPattern other) {
    return new TagPattern(this, required, plus(excluded, other));
  }

  private static List<TagPattern> plus(List<TagPattern> patterns, TagPattern other) {
    return Stream.concat(patterns.stream(), Stream.of(other)).toList();
  }

  /** Returns whether any pattern matches the tag. */
  public boolean matches(String tag) {
    return matchesAny(tag)
        && required.stream().allMatch(other -> other.matches(tag))
        && excluded.stream().noneMatch(other -> other.matches(tag));
  }

  private boolean matchesAny(String tag) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(tag).find()) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a pattern is {@code **}, which makes later routes unreachable. */
  public boolean matchesEverything() {
    return globs.contains("**")
        && required.stream().allMatch(TagPattern::matchesEverything)
        && excluded.isEmpty();
  }

  @Override
  public String toString() {
    return text;
  }

  private static Pattern compile(String glob) {
    if (glob.length() > 1 && glob.startsWith("/") && glob.endsWith("/")) {
      return regex(glob.substring(1, glob.length() - 1));
    }
    return Pattern.compile(new GlobTranslation(glob).regex(), Pattern.DOTALL);
  }

  private static Pattern regex(String regex) {
    if (regex.contains("\\h")) {
      throw new IllegalArgumentException(
          "\\h in /" + regex + "/ means a hexadecimal digit in Ruby only: write [0-9a-fA-F]");
    }
    try {
      // Ruby's ^ and $ match at line boundaries.
      return Pattern.compile(regex, Pattern.MULTILINE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "/" + regex + "/ is not a regular expression: " + e.getDescription(), e);
    }
  }
}

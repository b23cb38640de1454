package dev.logproof.aggregator.routing;

/** Which tags a {@code <match>} takes. */
public final class TagPattern {
  private final String text;

  private TagPattern(String text) {
    this.text = text;
  }

  /**
   * Reads one or more patterns separated by white space.
   *
   * @throws IllegalArgumentException when the text is not a pattern, saying why
   */
  public static TagPattern parse(String text) {
    return new TagPattern(text);
  }

  /** True when one of the patterns takes the whole tag. */
  public boolean matches(String tag) {
    return tag.equals(text);
  }
}

package dev.logproof.aggregator.config;

import java.nio.charset.StandardCharsets;

/**
 * Changes that a {@code <source>} makes to the tags of its events.
 *
 * @param fixed replaces all tags; "" to keep them
 * @param prefix stands before each tag, with its dot; "" for none
 */
public record TagChange(String fixed, String prefix) {
  /** Keeps tags. */
  public static final TagChange NONE = new TagChange("", "");

  private static final int MAX_PREFIX_BYTES = 1024;

  static TagChange read(SectionReader reader) {
    return new TagChange(
        reader.optional("tag", "of the client", text -> text).orElse(""), readPrefix(reader));
  }

  static TagChange prefixOnly(SectionReader reader) {
    return new TagChange("", readPrefix(reader));
  }

  private static String readPrefix(SectionReader reader) {
    return reader
        .optional("add_tag_prefix", "none", TagChange::prefix)
        .filter(prefix -> !prefix.isEmpty())
        .map(prefix -> prefix + ".")
        .orElse("");
  }

  private static String prefix(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX_BYTES) {
      throw new IllegalArgumentException("expected at most " + MAX_PREFIX_BYTES + " bytes");
    }
    return text;
  }

  /** Returns the changed form of a client's {@code tag}. */
  public String apply(String tag) {
    return prefix + (fixed.isEmpty() ? tag : fixed);
  }
}

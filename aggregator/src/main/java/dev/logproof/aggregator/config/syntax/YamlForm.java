package dev.logproof.aggregator.config.syntax;

import java.util.Locale;
import java.util.regex.Pattern;

/** Recognizes Fluentd's YAML form, which is not supported. Stateless. */
final class YamlForm {
  private static final Pattern FIRST_LINE =
      Pattern.compile(
          "\\A(?:\\s*(?:#.*)?\\n)*\\s*(?:---\\s*|(?:config|system)\\s*:.*|-\\s.*)(?:\\n|\\z)");

  private YamlForm() {}

  /** Throws when the file is YAML. */
  static void reject(String name, String text) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean named = lower.endsWith(".yaml") || lower.endsWith(".yml");
    boolean sections = text.contains("</");
    if ((named && !sections) || FIRST_LINE.matcher(text).lookingAt()) {
      throw new SyntaxException(
          new SourceLocation(name, 0),
          "this looks like Fluentd's YAML form: only the form of fluent.conf, with <source> and"
              + " <match>, is supported");
    }
  }
}

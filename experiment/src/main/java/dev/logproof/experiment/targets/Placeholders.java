package dev.logproof.experiment.targets;

import dev.logproof.commandline.CommandFailure;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code @{name}} in the texts of a template. The form collides with none of the variables
 * of Fluentd, Fluent Bit and Vector.
 */
public final class Placeholders {
  private static final Pattern FORM = Pattern.compile("@\\{([^{}]*)}");

  private final Map<String, String> values;

  /** Replaces the keys of {@code values} by their values. */
  public Placeholders(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  /**
   * Returns {@code text} with all placeholders replaced.
   *
   * @param where named in the message about an unknown placeholder
   */
  public String fill(String text, String where) {
    return FORM.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), where)));
  }

  private String value(String name, String where) {
    String value = values.get(name);
    if (value == null) {
      throw CommandFailure.badInput(
          where + ": unknown placeholder @{" + name + "}; expected one of " + values.keySet());
    }
    return value;
  }
}

package dev.logproof.aggregator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints what is in force after defaults, includes and the environment. Secrets are shown as stars:
 * see {@link dev.logproof.aggregator.access.Secret}. Any thread.
 */
public final class EffectiveSettings {
  private EffectiveSettings() {}

  /**
   * Every setting of every section, one a line with its value and where it comes from, under the
   * section's heading; ends in a line end. Warnings are not included.
   */
  public static String render(AggregatorConfig config) {
    int name = width(config.settings().stream().map(EffectiveSetting::name).toList());
    int value = width(config.settings().stream().map(EffectiveSetting::value).toList());
    return config.settings().stream()
        .collect(
            Collectors.groupingBy(
                EffectiveSetting::section, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(section -> render(section, name, value))
        .collect(Collectors.joining("\n"));
  }

  private static String render(
      Map.Entry<String, List<EffectiveSetting>> section, int name, int value) {
    return section.getValue().stream()
        .map(s -> "  " + pad(s.name(), name) + "  " + pad(s.value(), value) + "  " + s.origin())
        .collect(Collectors.joining("\n", section.getKey() + "\n", "\n"));
  }

  /** Long explanations don't push the column of origins out for all others. */
  private static int width(List<String> texts) {
    return Math.min(40, texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}

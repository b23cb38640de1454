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
 * A complete, validated configuration. Reading rejects settings that the aggregator would have to
 * ignore.
 *
 * @param workers most event loops; there is at most one per processor
 * @param routesByLabel in file order; the key "" is the top level and always exists
 */
public record AggregatorConfig(
    int workers,
    Sources sources,
    List<MonitorSource> monitorSources,
    Map<String, List<Route>> routesByLabel,
    List<ConfigWarning> warnings,
    List<EffectiveSetting> settings) {
  private static final String BUILT_IN_NAME = "built-in";

  /** Copies the collections. */
  public AggregatorConfig {
    monitorSources = List.copyOf(monitorSources);
    routesByLabel = Map.copyOf(routesByLabel);
    warnings = List.copyOf(warnings);
    settings = List.copyOf(settings);
  }

  /**
   * Reads a fluent.conf.
   *
   * @throws ConfigException when the file is unreadable or needs an unsupported feature
   */
  public static AggregatorConfig load(Path file, Map<String, String> environment) {
    return read(() -> ConfigParser.parse(file, environment));
  }

  /** Returns the fluent.conf of the AWS blog, used without {@code --config}. */
  public static AggregatorConfig builtIn(Map<String, String> environment) {
    return parse(BUILT_IN_NAME, builtInText(), environment);
  }

  /** Reads {@code text} like a file of that name. */
  public static AggregatorConfig parse(String name, String text, Map<String, String> environment) {
    return read(() -> ConfigParser.parse(name, text, environment));
  }

  /** Returns this configuration; sources without {@code max_connection_age} get this one. */
  public AggregatorConfig withMaxConnectionAge(long millis) {
    return new AggregatorConfig(
        workers,
        sources.withMaxConnectionAge(millis),
        monitorSources,
        routesByLabel,
        warnings,
        settings);
  }

  /** Whether any source ends connections at an age. */
  public boolean limitsConnectionAge() {
    return sources.forward().stream().anyMatch(source -> source.maxConnectionAgeMillis() > 0);
  }

  private static AggregatorConfig read(Supplier<ConfigTree> tree) {
    try {
      return ConfigReader.read(tree.get());
    } catch (SyntaxException e) {
      ReadLog log = new ReadLog();
      for (Throwable earlier : e.getSuppressed()) {
        if (earlier instanceof SyntaxException syntax) {
          log.report(ReadLog.error(syntax.place(), syntax.getMessage()));
        }
      }
      log.report(ReadLog.error(e.place(), e.getMessage()));
      log.failIfProblems();
      throw new IllegalStateException(e);
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

package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects problems, warnings, settings and known parameters during reading. Reading goes on after
 * a problem, so that all of them are reported at once. Not thread-safe.
 */
final class ReadLog {
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final Set<SourceLocation> unreadable = new HashSet<>();
  private final List<ConfigWarning> warnings = new ArrayList<>();
  private final List<EffectiveSetting> settings = new ArrayList<>();
  private final List<ParameterDoc> parameters = new ArrayList<>();

  void warn(SourceLocation place, String section, String message) {
    warnings.add(new ConfigWarning(place.file(), place.line(), section, message));
  }

  void setting(EffectiveSetting setting) {
    settings.add(setting);
  }

  void describe(ParameterDoc parameter) {
    parameters.add(parameter);
  }

  List<ParameterDoc> parameters() {
    return parameters;
  }

  List<ConfigWarning> warnings() {
    return warnings;
  }

  List<EffectiveSetting> settings() {
    return settings;
  }

  static ConfigException error(SourceLocation place, String message) {
    return error(place, Remedy.CORRECT, message);
  }

  static ConfigException error(SourceLocation place, Remedy remedy, String message) {
    return new ConfigException(
        List.of(new ConfigProblem(place.file(), place.line(), remedy, message)));
  }

  void report(ConfigException problem) {
    problem.problems().stream()
        .filter(each -> !unreadable.contains(new SourceLocation(each.file(), each.line())))
        .forEach(problems::add);
  }

  /** Reports a value that cannot be read; other problems of its line would only follow from it. */
  void reportUnreadable(SourceLocation place, String message) {
    report(error(place, message));
    unreadable.add(place);
  }

  /** Runs {@code part}; reports its problem, if any, and returns empty then. */
  <T> Optional<T> attempt(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (ConfigException e) {
      report(e);
      return Optional.empty();
    }
  }

  void attemptAll(Runnable part) {
    try {
      part.run();
    } catch (ConfigException e) {
      report(e);
    }
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Ends reading; one problem per line and message is enough. */
  void failIfProblems() {
    if (problems.isEmpty()) {
      return;
    }
    Map<String, ConfigProblem> distinct = new LinkedHashMap<>();
    problems.stream()
        .sorted(Comparator.comparing(ConfigProblem::file).thenComparing(ConfigProblem::line))
        .forEach(problem -> distinct.putIfAbsent(problem.toString(), problem));
    throw new ConfigException(List.copyOf(distinct.values()));
  }
}

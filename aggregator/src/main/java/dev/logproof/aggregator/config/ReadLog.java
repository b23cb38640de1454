package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/** Collects warnings, settings and known parameters during reading. Not thread-safe. */
final class ReadLog {
  private final List<ConfigWarning> warnings = new ArrayList<>();
  private final List<EffectiveSetting> settings = new ArrayList<>();
  private final List<ParameterDoc> parameters = new ArrayList<>();

  void warn(SourceLocation place, String section, String message) {
    warnings.add(new ConfigWarning(place.file(), place.line(), section, message));
  }

  void setting(String section, String name, String value, String origin) {
    settings.add(new EffectiveSetting(section, name, value, origin));
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
    return new ConfigException(place.file(), place.line(), message);
  }
}

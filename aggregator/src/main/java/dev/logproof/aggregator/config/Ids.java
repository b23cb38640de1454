package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.config.syntax.SourceLocation;
import java.util.HashMap;
import java.util.Map;

/**
 * Names every source and output uniquely for logs and metrics: {@code @id}, or type and number. Not
 * thread-safe.
 */
final class Ids {
  private final Map<String, SourceLocation> places = new HashMap<>();

  private final ReadLog log;

  Ids(Section root, ReadLog log) {
    this.log = log;
    collect(root);
  }

  /** Also reserves the name. */
  String generate(String type, SourceLocation place) {
    int number = 1;
    while (places.putIfAbsent(type + "." + number, place) != null) {
      number++;
    }
    return type + "." + number;
  }

  private void collect(Section section) {
    for (Parameter parameter : section.parameters()) {
      if (parameter.name().equals("@id") || parameter.name().equals("id")) {
        add(parameter);
      }
    }
    section.sections().forEach(this::collect);
  }

  private void add(Parameter id) {
    if (id.value().isBlank()) {
      log.report(ReadLog.error(id.place(), "@id is empty: expected a name"));
      return;
    }
    SourceLocation earlier = places.put(id.value(), id.place());
    if (earlier != null) {
      log.report(
          ReadLog.error(
              id.place(),
              "@id " + id.value() + " is already used at " + earlier + ": expected a unique id"));
    }
  }
}

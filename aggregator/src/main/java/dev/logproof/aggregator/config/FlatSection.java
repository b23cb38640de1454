package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@code <parse>} or {@code <format>} written as parameters of the plugin itself, as before
 * Fluentd 0.14. Stateless.
 */
final class FlatSection {
  /** Parameters of the zone, which concern several sections at once. */
  static final List<String> ZONE = List.of("localtime", "utc", "timezone");

  private FlatSection() {}

  /** Takes {@code format} as the type, and the other parameters that are there. */
  static Section of(String name, SectionReader plugin, List<String> others) {
    List<Parameter> parameters = new ArrayList<>();
    plugin.flat("format", "in <" + name + ">: @type").ifPresent(given -> type(given, parameters));
    for (String other : others) {
      if (plugin.has(other)) {
        plugin.flat(other, "in <" + name + ">: " + other).ifPresent(parameters::add);
      }
    }
    plugin.warn(
        parameters.get(0).place(),
        parameters.stream()
            .map(parameter -> parameter.name() + " " + parameter.value())
            .collect(
                Collectors.joining(
                    "; ",
                    "format without <" + name + ">: write <" + name + "> ",
                    " </" + name + ">")));
    return new Section(name, "", plugin.place(), parameters, List.of());
  }

  /** Returns the zone of a plugin, and leaves it to the other sections that it concerns. */
  static List<Parameter> zone(SectionReader plugin) {
    return ZONE.stream()
        .flatMap(
            name ->
                plugin.written(name).stream()
                    .map(text -> new Parameter(name, text, plugin.placeOf(name))))
        .toList();
  }

  /** A format in slashes is an expression. */
  private static void type(Parameter format, List<Parameter> parameters) {
    boolean expression = format.value().startsWith("/");
    parameters.add(new Parameter("@type", expression ? "regexp" : format.value(), format.place()));
    if (expression) {
      parameters.add(new Parameter("expression", format.value(), format.place()));
    }
  }
}

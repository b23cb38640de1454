package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.Parameter;
import dev.logproof.aggregator.config.syntax.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes an {@code <inject>} of the parameters that stood in the output itself before Fluentd 0.14,
 * as Fluentd's compat_parameters helper does. Stateless.
 */
final class FlatInject {
  private static final String NO_KEY = "no time is added without include_time_key or time_key";

  private FlatInject() {}

  /**
   * Returns the section; empty if no field is added. Leaves the zone to the other sections that it
   * concerns.
   */
  static Optional<Section> section(SectionReader match) {
    List<Parameter> parameters = new ArrayList<>();
    addTime(match, parameters);
    addTag(match, parameters);
    if (parameters.isEmpty()) {
      return Optional.empty();
    }
    parameters.addAll(FlatSection.zone(match));
    return Optional.of(new Section("inject", "", parameters.get(0).place(), parameters, List.of()));
  }

  /** As in Fluentd, {@code time_key} alone adds the time too, in the default form: a float. */
  private static void addTime(SectionReader match, List<Parameter> parameters) {
    boolean included = match.flag("include_time_key", false);
    boolean isGiven = match.has("time_key");
    String key = match.value("time_key", "time", text -> text, text -> text);
    if (!included && !isGiven) {
      match.explain("time_format", NO_KEY);
      return;
    }
    parameters.add(new Parameter("time_key", key, match.placeOf("time_key")));
    if (included) {
      parameters.add(new Parameter("time_type", "string", match.placeOf("include_time_key")));
    }
    match.flat("time_format", "in <inject>: time_format").ifPresent(parameters::add);
  }

  private static void addTag(SectionReader match, List<Parameter> parameters) {
    boolean included = match.flag("include_tag_key", false);
    boolean isGiven = match.has("tag_key");
    String key = match.value("tag_key", "tag", text -> text, text -> text);
    if (included || isGiven) {
      parameters.add(new Parameter("tag_key", key, match.placeOf("tag_key")));
    }
  }
}

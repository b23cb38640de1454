package dev.logproof.aggregator.config;

import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagPattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One {@code <match>}.
 *
 * @param filters in the order in which events pass those whose pattern matches
 */
public record Route(TagPattern pattern, List<FilterRule> filters, OutputConfig output) {
  /** Copies the list. */
  public Route {
    filters = List.copyOf(filters);
  }

  /** Creates a route without filters. */
  public Route(TagPattern pattern, OutputConfig output) {
    this(pattern, List.of(), output);
  }

  /** Returns a router that finds the first route whose pattern matches a tag. */
  public static Router<Route> router(List<Route> routes) {
    return new Router<>(
        routes.stream().map(route -> new Router.Rule<>(route.pattern(), route)).toList());
  }

  /** Returns the outputs that events with a label reach, also through copies and new tags. */
  public static Set<OutputConfig> reached(String label, Map<String, List<Route>> routesByLabel) {
    Set<OutputConfig> outputs = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>(List.of(label));
    Deque<String> labels = new ArrayDeque<>(seen);
    while (!labels.isEmpty()) {
      for (Route route : routesByLabel.getOrDefault(labels.poll(), List.of())) {
        route.output().leaves().forEach(outputs::add);
        route.output().labels().filter(seen::add).forEach(labels::add);
      }
    }
    return outputs;
  }
}

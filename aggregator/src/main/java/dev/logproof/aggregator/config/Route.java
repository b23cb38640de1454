package dev.logproof.aggregator.config;

import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagPattern;
import java.util.List;

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
}

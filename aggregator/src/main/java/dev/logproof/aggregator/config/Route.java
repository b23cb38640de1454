package dev.logproof.aggregator.config;

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
}

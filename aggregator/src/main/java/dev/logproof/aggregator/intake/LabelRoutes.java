package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.FilterConfig;
import dev.logproof.aggregator.config.FilterRule;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.filter.EventFilters;
import dev.logproof.aggregator.filter.FailedEvents;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagRoutes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Composes, per tag, the filters that its events pass and the output that takes them. A tag without
 * filters leads to the output itself. Confined to one event loop.
 *
 * @param views view of an output
 * @param failed takes events on which a filter fails, without {@code <label @ERROR>}
 */
record LabelRoutes(
    Map<String, List<Route>> routesByLabel,
    Function<OutputConfig, EventLoopOutput> views,
    EventLoopOutput unmatched,
    EventFilters filters,
    FailedEvents failed) {
  static final String ERROR_LABEL = "@ERROR";

  TagRoutes<EventLoopOutput> of(String label) {
    Router<Route> router = router(label);
    if (!routesByLabel.containsKey(ERROR_LABEL) || label.equals(ERROR_LABEL)) {
      return tag -> router.route(tag).map(route -> filtered(route, tag, failed));
    }
    Router<Route> errors = router(ERROR_LABEL);
    return tag -> router.route(tag).map(route -> filtered(route, tag, errors(errors, tag)));
  }

  private EventLoopOutput errors(Router<Route> errors, String tag) {
    Optional<Route> route = errors.route(tag);
    return route.map(found -> filtered(found, tag, failed)).orElse(unmatched);
  }

  private Router<Route> router(String label) {
    return Route.router(routesByLabel.get(label));
  }

  private EventLoopOutput filtered(Route route, String tag, EventLoopOutput errors) {
    EventLoopOutput view = views.apply(route.output());
    List<FilterConfig> passed =
        route.filters().stream()
            .filter(rule -> rule.pattern().matches(tag))
            .map(FilterRule::filter)
            .toList();
    return passed.isEmpty() ? view : filters.before(view, passed, tag, errors);
  }
}

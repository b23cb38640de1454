package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.CopyOutput;
import dev.logproof.aggregator.config.CopyOutput.Target;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.filter.EventFilters;
import dev.logproof.aggregator.filter.FailedEvents;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.FanOut;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.routing.TagRoutes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connects the views of one event loop to its routes. Made on the main thread, and used by the
 * event loop alone afterwards.
 */
final class LoopRoutes {
  /** Per event loop and label; further tags are matched each time. */
  private static final int MAX_CACHED_TAGS = 4_096;

  private final EventLoopOutput unmatched;
  private final Ledger ledger;
  private final Map<String, EventLoopOutput> leaves;
  private final Map<String, EventLoopOutput> copies = new HashMap<>();
  private final Map<String, LabelOutput> labels = new HashMap<>();

  /**
   * Connects nothing yet.
   *
   * @param leaves views by the id of their output
   */
  LoopRoutes(Map<String, EventLoopOutput> leaves, EventLoopOutput unmatched, Ledger ledger) {
    this.leaves = leaves;
    this.unmatched = unmatched;
    this.ledger = ledger;
  }

  /** Returns the router of each label. */
  Map<String, TagRouter> of(Map<String, List<Route>> routesByLabel) {
    LabelRoutes routes =
        new LabelRoutes(
            routesByLabel,
            this::view,
            unmatched,
            new EventFilters(ledger, Clock.systemUTC(), System.out),
            new FailedEvents(ledger));
    Map<String, TagRouter> routers = new HashMap<>();
    routesByLabel.forEach(
        (label, list) -> routers.put(label, router(routes.of(label), targets(list))));
    labels.forEach((label, output) -> output.connect(routers.getOrDefault(label, nowhere())));
    return routers;
  }

  /** Makes the views, which {@link LabelRoutes} looks up per tag. */
  private List<EventLoopOutput> targets(List<Route> routes) {
    return routes.stream().map(route -> view(route.output())).distinct().toList();
  }

  private TagRouter router(TagRoutes<EventLoopOutput> routes, List<EventLoopOutput> targets) {
    return new TagRouter(new TagCache<>(routes, unmatched, MAX_CACHED_TAGS), targets);
  }

  private TagRouter nowhere() {
    return router(tag -> Optional.empty(), List.of());
  }

  private EventLoopOutput view(OutputConfig output) {
    if (output instanceof CopyOutput copy) {
      EventLoopOutput known = copies.get(copy.id());
      return known == null ? fanOut(copy) : known;
    }
    EventLoopOutput view = leaves.get(output.id());
    if (view == null) {
      throw new IllegalStateException("no output " + output.id());
    }
    return view;
  }

  private FanOut fanOut(CopyOutput copy) {
    FanOut view =
        new FanOut(
            copy.stores().stream()
                .map(
                    store ->
                        new FanOut.Store(
                            view(store.target()), store.ignoreError(), store.ignoreIfPrevSuccess()))
                .toList(),
            ledger);
    copies.put(copy.id(), view);
    return view;
  }

  private EventLoopOutput view(Target target) {
    if (target instanceof Target.ToLabel to) {
      return labels.computeIfAbsent(to.label(), label -> new LabelOutput(nowhere(), unmatched));
    }
    return view(((Target.ToOutput) target).output());
  }
}

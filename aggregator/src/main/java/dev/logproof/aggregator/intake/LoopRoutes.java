package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.CopyOutput;
import dev.logproof.aggregator.config.CopyOutput.Target;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.RewriteOutput;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.filter.EventFilters;
import dev.logproof.aggregator.filter.FailedEvents;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.FanOut;
import dev.logproof.aggregator.output.OutputRoom;
import dev.logproof.aggregator.routing.TagCache;
import dev.logproof.aggregator.routing.TagRoutes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Connects the views of one event loop to its routes. Made on the main thread, and used by the
 * event loop alone afterwards.
 */
final class LoopRoutes {
  /** Per event loop and label; further tags are matched each time. */
  private static final int MAX_CACHED_TAGS = 4_096;

  private final Map<String, List<Route>> routesByLabel;
  private final Map<String, EventLoopOutput> leaves;
  private final RewriteStep step;
  private final EventLoopOutput unmatched;
  private final EventFilters filters;
  private final Map<String, EventLoopOutput> views = new HashMap<>();
  private final Map<String, LabelOutput> labels = new HashMap<>();

  /**
   * Connects nothing yet.
   *
   * @param leaves views by the id of their output
   * @param step the step to which the routes belong
   */
  LoopRoutes(
      Map<String, List<Route>> routesByLabel,
      Map<String, EventLoopOutput> leaves,
      RewriteStep step,
      EventLoopOutput unmatched) {
    this.routesByLabel = routesByLabel;
    this.leaves = leaves;
    this.step = step;
    this.unmatched = unmatched;
    this.filters = new EventFilters(step.ledger(), Clock.systemUTC(), System.out);
  }

  /** Returns the router of each label. */
  Map<String, TagRouter> byLabel() {
    LabelRoutes routes =
        new LabelRoutes(
            routesByLabel, this::view, unmatched, filters, new FailedEvents(step.ledger()));
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
    EventLoopOutput known = leaves.getOrDefault(output.id(), views.get(output.id()));
    if (known != null) {
      return known;
    }
    EventLoopOutput view;
    if (output instanceof CopyOutput copy) {
      view = fanOut(copy);
    } else if (output instanceof RewriteOutput rewrite) {
      view = rewriting(rewrite);
    } else {
      throw new IllegalStateException("no output " + output.id());
    }
    views.put(output.id(), view);
    return view;
  }

  private FanOut fanOut(CopyOutput copy) {
    return new FanOut(
        copy.stores().stream()
            .map(
                store ->
                    new FanOut.Store(
                        view(store.target()), store.ignoreError(), store.ignoreIfPrevSuccess()))
            .toList(),
        step.ledger());
  }

  private RewritingOutput rewriting(RewriteOutput rewrite) {
    List<EventLoopOutput> reached =
        Stream.concat(rewrite.labels(), Stream.of(LabelRoutes.ERROR_LABEL))
            .flatMap(label -> Route.reached(label, routesByLabel).stream())
            .distinct()
            .map(this::view)
            .toList();
    return new RewritingOutput(filters.rewriter(rewrite), step, new OutputRoom(reached));
  }

  private EventLoopOutput view(Target target) {
    if (target instanceof Target.ToLabel to) {
      return labels.computeIfAbsent(to.label(), label -> new LabelOutput(nowhere(), unmatched));
    }
    return view(((Target.ToOutput) target).output());
  }
}

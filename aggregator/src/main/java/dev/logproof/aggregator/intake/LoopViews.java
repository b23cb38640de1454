package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.CopyOutput;
import dev.logproof.aggregator.config.CopyOutput.Target;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.FanOut;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.routing.Router;
import dev.logproof.aggregator.routing.TagCache;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connects the outputs of one event loop to its routes. Confined to the main thread. */
final class LoopViews {
  /** Per event loop and label; further tags are matched each time. */
  private static final int MAX_CACHED_TAGS = 4_096;

  private final EventLoopOutput unmatched;
  private final Ledger ledger;
  private final Map<String, EventLoopOutput> leaves = new HashMap<>();
  private final Map<String, EventLoopOutput> copies = new HashMap<>();
  private final Map<String, LabelOutput> labels = new HashMap<>();

  LoopViews(
      EventLoop loop, Map<String, Output> outputsById, EventLoopOutput unmatched, Ledger ledger) {
    this.unmatched = unmatched;
    this.ledger = ledger;
    outputsById.forEach((id, output) -> leaves.put(id, output.forLoop(loop)));
  }

  /** Returns the views to close at a stop. */
  List<EventLoopOutput> leaves() {
    return List.copyOf(leaves.values());
  }

  Map<String, TagRouter> routes(Map<String, List<Route>> routesByLabel) {
    Map<String, TagRouter> routers = new HashMap<>();
    routesByLabel.forEach((label, routes) -> routers.put(label, router(routes)));
    labels.forEach(
        (label, output) -> output.connect(routers.getOrDefault(label, router(List.of()))));
    return routers;
  }

  private TagRouter router(List<Route> routes) {
    List<Router.Rule<EventLoopOutput>> rules =
        routes.stream()
            .map(route -> new Router.Rule<>(route.pattern(), view(route.output())))
            .toList();
    return new TagRouter(
        new TagCache<>(new Router<>(rules), MAX_CACHED_TAGS),
        unmatched,
        rules.stream().map(Router.Rule::target).distinct().toList());
  }

  private EventLoopOutput view(OutputConfig output) {
    if (output instanceof CopyOutput copy) {
      EventLoopOutput known = copies.get(copy.id());
      EventLoopOutput view = known == null ? fanOut(copy) : known;
      copies.put(copy.id(), view);
      return view;
    }
    EventLoopOutput view = leaves.get(output.id());
    if (view == null) {
      throw new IllegalStateException("no output " + output.id());
    }
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
        ledger);
  }

  private EventLoopOutput view(Target target) {
    if (target instanceof Target.ToLabel to) {
      return labels.computeIfAbsent(
          to.label(), label -> new LabelOutput(router(List.of()), unmatched));
    }
    return view(((Target.ToOutput) target).output());
  }
}

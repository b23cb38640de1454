package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.CopyOutput;
import dev.logproof.aggregator.config.OutputConfig;
import dev.logproof.aggregator.config.RewriteOutput;
import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.filter.FailedEvents;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.Output;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Views of the outputs for one event loop, and the routes to them. Views are made on the main
 * thread, and used by the event loop alone afterwards.
 */
final class LoopViews {
  private final EventLoopOutput unmatched;
  private final Ledger ledger;
  private final Map<String, EventLoopOutput> leaves = new HashMap<>();
  private final Map<String, RejectionClaim> claims = new HashMap<>();

  LoopViews(
      EventLoop loop, Map<String, Output> outputsById, EventLoopOutput unmatched, Ledger ledger) {
    this.unmatched = unmatched;
    this.ledger = ledger;
    outputsById.forEach(
        (id, output) -> {
          RejectionClaim claim = new RejectionClaim();
          claims.put(id, claim);
          leaves.put(id, output.forLoop(loop, claim));
        });
  }

  /** Returns the views to close at a stop. */
  List<EventLoopOutput> leaves() {
    return List.copyOf(leaves.values());
  }

  /** Returns the routes of clients' events. */
  Map<String, TagRouter> routes(Map<String, List<Route>> routesByLabel) {
    boolean rewrites =
        routesByLabel.values().stream()
            .flatMap(List::stream)
            .anyMatch(route -> rewrites(route.output()));
    if (!rewrites) {
      return routes(routesByLabel, leaves, new Rerouting(next -> Map.of()));
    }
    Map<String, TaggedOutput> ways = new HashMap<>();
    leaves.forEach((id, leaf) -> ways.put(id, TaggedOutput.to(leaf)));
    Function<Rerouting, Map<String, TagRouter>> step =
        next -> {
          Map<String, EventLoopOutput> own = new HashMap<>();
          ways.forEach((id, way) -> own.put(id, way.another()));
          return routes(routesByLabel, own, next);
        };
    return step.apply(new Rerouting(step));
  }

  private static boolean rewrites(OutputConfig output) {
    return output instanceof RewriteOutput
        || (output instanceof CopyOutput copy && copy.outputs().anyMatch(LoopViews::rewrites));
  }

  /** With {@code <label @ERROR>}, the outputs outside it have their rejected events sent there. */
  private Map<String, TagRouter> routes(
      Map<String, List<Route>> routesByLabel, Map<String, EventLoopOutput> ways, Rerouting next) {
    RewriteStep counting = new RewriteStep(next, new FailedEvents(ledger), ledger);
    Map<String, TagRouter> direct =
        new LoopRoutes(routesByLabel, ways, counting, unmatched).byLabel();
    TagRouter errors = direct.get(LabelRoutes.ERROR_LABEL);
    if (errors == null) {
      return direct;
    }
    Map<String, EventLoopOutput> rejecting = new HashMap<>();
    claims.forEach(
        (id, claim) ->
            rejecting.put(
                id,
                new RejectingOutput(
                    ways.getOrDefault(id, unmatched),
                    claim,
                    new LabelOutput(errors, unmatched),
                    ledger)));
    RewriteStep sending = new RewriteStep(next, new LabelOutput(errors, unmatched), ledger);
    Map<String, TagRouter> routes =
        new HashMap<>(new LoopRoutes(routesByLabel, rejecting, sending, unmatched).byLabel());
    routes.put(LabelRoutes.ERROR_LABEL, errors);
    return routes;
  }
}

package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.Output;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** With {@code <label @ERROR>}, the outputs outside it have their rejected events sent there. */
  Map<String, TagRouter> routes(Map<String, List<Route>> routesByLabel) {
    Map<String, TagRouter> direct = new LoopRoutes(leaves, unmatched, ledger).of(routesByLabel);
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
                    leaves.getOrDefault(id, unmatched),
                    claim,
                    new LabelOutput(errors, unmatched),
                    ledger)));
    Map<String, TagRouter> routes =
        new HashMap<>(new LoopRoutes(rejecting, unmatched, ledger).of(routesByLabel));
    routes.put(LabelRoutes.ERROR_LABEL, errors);
    return routes;
  }
}

package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.RewriteOutput;
import java.util.Map;
import java.util.function.Function;

/**
 * Routes for events with new tags. An event may get several tags, one after the other; every step
 * has routes and views of its own, since the views of the step before are still in use. They are
 * made when the first event gets there. Confined to one event loop.
 */
final class Rerouting {
  private final int step;
  private final Function<Rerouting, Map<String, TagRouter>> make;
  private Map<String, TagRouter> routes = Map.of();

  /**
   * Prepares the first step.
   *
   * @param make creates the routes of a step; gets the next step
   */
  Rerouting(Function<Rerouting, Map<String, TagRouter>> make) {
    this(1, make);
  }

  private Rerouting(int step, Function<Rerouting, Map<String, TagRouter>> make) {
    this.step = step;
    this.make = make;
  }

  /** Returns whether no event may go further. */
  boolean isTooFar() {
    return step > RewriteOutput.MAX_NEW_TAGS;
  }

  /** Returns the routes of a label. */
  TagRouter routes(String label) {
    if (routes.isEmpty()) {
      routes = make.apply(new Rerouting(step + 1, make));
    }
    TagRouter found = routes.get(label);
    if (found == null) {
      throw new IllegalStateException("no routes for label '" + label + "'");
    }
    return found;
  }
}

package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.config.Route;
import dev.logproof.aggregator.filter.EventFilters;
import dev.logproof.aggregator.filter.FailedEvents;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.output.UnmatchedOutput;
import dev.logproof.aggregator.routing.TagCache;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Views of each output per event loop, and routes to them. Immutable; each view is confined to its
 * event loop.
 */
public final class EventLoopOutputs {
  /** Per event loop and label; further tags are matched each time. */
  private static final int MAX_CACHED_TAGS = 4_096;

  private final Map<EventLoop, Map<String, TagRouter>> routesByLoop = new HashMap<>();
  private final Map<EventLoop, List<EventLoopOutput>> outputsByLoop = new HashMap<>();

  /** Connects every event loop to every output. */
  public EventLoopOutputs(
      List<EventLoop> loops,
      Map<String, List<Route>> routesByLabel,
      Map<String, Output> outputsById,
      Ledger ledger) {
    AtomicLong nextWarningNanos = new AtomicLong(System.nanoTime());
    for (EventLoop loop : loops) {
      UnmatchedOutput unmatched = new UnmatchedOutput(ledger, nextWarningNanos);
      Map<String, EventLoopOutput> views = new HashMap<>();
      outputsById.forEach((id, output) -> views.put(id, output.forLoop(loop)));
      LabelRoutes labels =
          new LabelRoutes(
              routesByLabel,
              views,
              unmatched,
              new EventFilters(ledger, Clock.systemUTC(), System.out),
              new FailedEvents(ledger));
      Map<String, TagRouter> routes = new HashMap<>();
      routesByLabel
          .keySet()
          .forEach(
              label ->
                  routes.put(
                      label,
                      new TagRouter(new TagCache<>(labels.of(label), MAX_CACHED_TAGS), unmatched)));
      routesByLoop.put(loop, Map.copyOf(routes));
      outputsByLoop.put(loop, List.copyOf(views.values()));
    }
  }

  /** Returns the routes of {@code label} for the channel's event loop. */
  public TagRouter routes(Channel channel, String label) {
    Map<String, TagRouter> routes = routesByLoop.get(channel.eventLoop());
    if (routes == null || !routes.containsKey(label)) {
      throw new IllegalStateException("no routes for label '" + label + "'");
    }
    return routes.get(label);
  }

  /**
   * Closes every view, which hands open chunks to delivery.
   *
   * @return false when an event loop exceeded {@code millis}: its open chunks stay pending
   */
  public boolean closeAll(long millis) throws InterruptedException {
    long untilNanos = System.nanoTime() + millis * 1_000_000;
    List<Future<?>> closing = new ArrayList<>();
    outputsByLoop.forEach(
        (loop, views) -> closing.add(loop.submit(() -> views.forEach(EventLoopOutput::close))));
    for (Future<?> closed : closing) {
      try {
        closed.get(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot close an output", e.getCause());
      }
    }
    return true;
  }
}

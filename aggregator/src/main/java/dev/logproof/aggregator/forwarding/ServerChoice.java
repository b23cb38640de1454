package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.config.ForwardOutput.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Orders servers for the next chunk: in turns by weight, then standby servers, then those that
 * failed lately. Thread-safe.
 */
final class ServerChoice {
  private final List<State> states;
  private final long recoverNanos;
  private final LongSupplier nanoTime;

  /** A server, its turn, and when it failed. */
  private static final class State {
    private final Server server;
    private long credit;
    private long failedNanos;
    private boolean failed;

    State(Server server) {
      this.server = server;
    }
  }

  ServerChoice(List<Server> servers, long recoverWaitMillis, LongSupplier nanoTime) {
    this.states = servers.stream().filter(each -> each.weight() > 0).map(State::new).toList();
    this.recoverNanos = TimeUnit.MILLISECONDS.toNanos(recoverWaitMillis);
    this.nanoTime = nanoTime;
  }

  /** Returns all servers in the order in which to try them. */
  synchronized List<Server> next() {
    List<State> order = new ArrayList<>();
    List<State> working = states.stream().filter(state -> !isDown(state)).toList();
    List<State> candidates = working.stream().filter(state -> !state.server.standby()).toList();
    if (candidates.isEmpty()) {
      candidates = working;
    }
    takeTurn(candidates);
    candidates.stream()
        .sorted(Comparator.comparingLong((State state) -> state.credit))
        .forEach(order::add);
    working.stream().filter(state -> !order.contains(state)).forEach(order::add);
    states.stream().filter(state -> !order.contains(state)).forEach(order::add);
    return order.stream().map(state -> state.server).toList();
  }

  /** Smooth weighted round robin: the chosen server has the least credit afterwards. */
  private static void takeTurn(List<State> candidates) {
    long total = 0;
    for (State state : candidates) {
      state.credit += state.server.weight();
      total += state.server.weight();
    }
    long all = total;
    candidates.stream()
        .max(Comparator.comparingLong(state -> state.credit))
        .ifPresent(chosen -> chosen.credit -= all);
  }

  private boolean isDown(State state) {
    return state.failed && nanoTime.getAsLong() - state.failedNanos < recoverNanos;
  }

  synchronized void failed(Server server) {
    for (State state : states) {
      if (state.server.equals(server)) {
        state.failed = true;
        state.failedNanos = nanoTime.getAsLong();
      }
    }
  }

  synchronized void worked(Server server) {
    for (State state : states) {
      if (state.server.equals(server)) {
        state.failed = false;
      }
    }
  }
}

package dev.logproof.aggregator.filter;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory for events in work, shared by the stages of an event loop. A stage behind another one
 * works on its own, as the first one's result is still read. Confined to one event loop.
 */
final class Workbench {
  private final Clock clock;
  private final EventInWork first;
  private final Deque<EventInWork> free = new ArrayDeque<>();

  Workbench(Clock clock) {
    this.clock = clock;
    this.first = new EventInWork(clock);
    free.push(first);
  }

  /** Returns an event that is not used, before the first one comes. */
  EventInWork idle() {
    return first;
  }

  EventInWork take() {
    EventInWork event = free.poll();
    return event == null ? new EventInWork(clock) : event;
  }

  void give(EventInWork event) {
    free.push(event);
  }
}

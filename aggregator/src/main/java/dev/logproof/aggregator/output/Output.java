package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.channel.EventLoop;

/** One running {@code <match>} section. Thread-safe. */
public interface Output {
  /** Returns the {@code @id}. */
  String id();

  /**
   * Returns the view for {@code loop}; called once per loop.
   *
   * @param rejected is offered the events that the view rejects
   */
  EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected);

  /** Returns a view whose rejected events go nowhere else. */
  default EventLoopOutput forLoop(EventLoop loop) {
    return forLoop(loop, RejectedEvents.NONE);
  }

  /** Starts background work; called once, before the first event. */
  default void start() {}

  /** Returns the bytes held. */
  default long heldBytes() {
    return 0;
  }

  /** Returns how long the oldest undelivered events have waited in a chunk, 0 if none do. */
  default long oldestMillis() {
    return 0;
  }

  /** Returns the number of repeated requests. */
  default long retries() {
    return 0;
  }

  /**
   * Delivers everything held, after every view is closed.
   *
   * @return false when {@code deadline} passes first
   */
  default boolean finish(StopDeadline deadline) throws InterruptedException {
    return true;
  }
}

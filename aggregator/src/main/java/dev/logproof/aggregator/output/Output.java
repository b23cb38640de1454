package dev.logproof.aggregator.output;

import dev.logproof.aggregator.delivery.StopDeadline;
import io.netty.channel.EventLoop;

/** One {@code <match>} section at work. Thread-safe. */
public interface Output {
  /** Its {@code @id}. */
  String id();

  /** A view for {@code loop}, which alone may use it; called once a loop. */
  EventLoopOutput forLoop(EventLoop loop);

  /** Starts what works in the background; called once, before anything is taken. */
  default void start() {}

  /** Bytes held for it. */
  default long heldBytes() {
    return 0;
  }

  /** Requests repeated. */
  default long retries() {
    return 0;
  }

  /**
   * Delivers what is held, after every view was closed.
   *
   * @return false when {@code deadline} passed first
   */
  default boolean finish(StopDeadline deadline) throws InterruptedException {
    return true;
  }
}

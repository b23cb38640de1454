package dev.logproof.aggregator.output;

import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.channel.EventLoop;

/** One running {@code <match>} section. Thread-safe. */
public interface Output {
  /** Returns the {@code @id}. */
  String id();

  /** Returns a view confined to {@code loop}. Called once per event loop. */
  EventLoopOutput forLoop(EventLoop loop);

  /** Starts background work. Called once, before the first event is taken. */
  default void start() {}

  /** Returns the bytes held by this output. */
  default long heldBytes() {
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

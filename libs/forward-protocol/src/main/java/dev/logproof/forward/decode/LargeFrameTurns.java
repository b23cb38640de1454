package dev.logproof.forward.decode;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;

/**
 * Whose large frame is worked on: one at a time on each event loop, so that what compressed frames
 * take on their way out is held once a loop and not once a connection. Confined to its loop.
 */
final class LargeFrameTurns {
  private static final FastThreadLocal<LargeFrameTurns> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected LargeFrameTurns initialValue() {
          return new LargeFrameTurns();
        }
      };

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean taken;

  private LargeFrameTurns() {}

  /** Those of the calling thread. */
  static LargeFrameTurns ofLoop() {
    return OF_LOOP.get();
  }

  /** Runs {@code begin} when nobody else has the turn, now or later. */
  void await(Runnable begin) {
    if (taken) {
      waiting.add(begin);
    } else {
      taken = true;
      begin.run();
    }
  }

  /** Gives up the turn, or the wait for it. */
  void leave(Runnable begin) {
    if (waiting.remove(begin)) {
      return;
    }
    Runnable next = waiting.poll();
    if (next == null) {
      taken = false;
    } else {
      next.run();
    }
  }
}

package dev.logproof.forward.decode;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;

/**
 * Admits one large frame per event loop, so that decompressed data is held once per loop and not
 * per connection. Confined to its event loop.
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

  static LargeFrameTurns ofLoop() {
    return OF_LOOP.get();
  }

  /** Runs {@code begin} once no other frame is admitted. */
  void await(Runnable begin) {
    if (taken) {
      waiting.add(begin);
    } else {
      taken = true;
      begin.run();
    }
  }

  /** Ends the admission, or removes {@code begin} from the queue. */
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

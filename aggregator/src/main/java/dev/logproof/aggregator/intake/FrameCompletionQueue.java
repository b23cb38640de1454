package dev.logproof.aggregator.intake;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets one connection at a time per event loop complete its frame while memory is short; otherwise
 * they would wait for each other's memory forever. Confined to its event loop.
 */
final class FrameCompletionQueue {
  private static final FastThreadLocal<FrameCompletionQueue> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected FrameCompletionQueue initialValue() {
          return new FrameCompletionQueue();
        }
      };

  /** The first one has its turn. */
  private final Set<MemoryWait> waiting = new LinkedHashSet<>();

  static FrameCompletionQueue ofLoop() {
    return OF_LOOP.get();
  }

  void await(MemoryWait connection) {
    waiting.add(connection);
    if (waiting.size() == 1) {
      connection.grant();
    }
  }

  void leave(MemoryWait connection) {
    boolean hadTurn = !waiting.isEmpty() && waiting.iterator().next() == connection;
    waiting.remove(connection);
    if (hadTurn && !waiting.isEmpty()) {
      waiting.iterator().next().grant();
    }
  }
}

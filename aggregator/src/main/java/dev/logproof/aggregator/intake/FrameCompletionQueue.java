package dev.logproof.aggregator.intake;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets one connection at a time per event loop complete its frame while memory is short; otherwise
 * they would wait for each other's memory forever. A complete frame frees no memory while its
 * output is full: above a limit of such frames, nobody has a turn. Confined to its event loop.
 */
final class FrameCompletionQueue {
  private static final FastThreadLocal<FrameCompletionQueue> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected FrameCompletionQueue initialValue() {
          return new FrameCompletionQueue();
        }
      };

  private final Set<MemoryWait> waiting = new LinkedHashSet<>();
  private long heldBytes;

  /** The first one has its turn. */
  private boolean granted;

  static FrameCompletionQueue ofLoop() {
    return OF_LOOP.get();
  }

  void await(MemoryWait connection) {
    waiting.add(connection);
    grantFirst();
  }

  void leave(MemoryWait connection) {
    if (granted && waiting.iterator().next() == connection) {
      granted = false;
    }
    waiting.remove(connection);
    grantFirst();
  }

  /** A complete frame waits for its output. */
  void hold(long bytes) {
    heldBytes += bytes;
  }

  /** The frame's memory is free again. */
  void release(long bytes) {
    heldBytes -= bytes;
    grantFirst();
  }

  private void grantFirst() {
    if (granted || waiting.isEmpty()) {
      return;
    }
    MemoryWait first = waiting.iterator().next();
    if (heldBytes <= first.maxHeldBytes()) {
      granted = true;
      first.grant();
    }
  }
}

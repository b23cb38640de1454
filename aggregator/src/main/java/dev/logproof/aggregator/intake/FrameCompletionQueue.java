package dev.logproof.aggregator.intake;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets one connection at a time on each event loop complete its frame while memory is short.
 * Without that, connections that each hold a part of a frame would wait for each other's memory for
 * ever. Confined to its event loop.
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
  private Optional<MemoryWait> holder = Optional.empty();

  /** Those of the calling thread. */
  static FrameCompletionQueue ofLoop() {
    return OF_LOOP.get();
  }

  /** Grants {@code connection} the turn, now or when those before it have left. */
  void await(MemoryWait connection) {
    waiting.add(connection);
    if (holder.isEmpty()) {
      grantNext();
    }
  }

  /** {@code connection} gives up the turn, or its place in the line. */
  void leave(MemoryWait connection) {
    waiting.remove(connection);
    if (holder.filter(now -> now == connection).isPresent()) {
      grantNext();
    }
  }

  private void grantNext() {
    Iterator<MemoryWait> line = waiting.iterator();
    holder = line.hasNext() ? Optional.of(line.next()) : Optional.empty();
    if (holder.isPresent()) {
      line.remove();
      holder.get().grant();
    }
  }
}

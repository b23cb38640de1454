package dev.logproof.aggregator.intake;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
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

  private final Set<MemoryWait> waiting = new LinkedHashSet<>();
  private Optional<MemoryWait> holder = Optional.empty();

  static FrameCompletionQueue ofLoop() {
    return OF_LOOP.get();
  }

  void await(MemoryWait connection) {
    waiting.add(connection);
    if (holder.isEmpty()) {
      grantNext();
    }
  }

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

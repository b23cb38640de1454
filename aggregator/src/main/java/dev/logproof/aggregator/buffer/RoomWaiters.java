package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.OncePerMinute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callbacks that wait for room in a buffer, each run once. A failing callback does not affect
 * others or the calling thread. Thread-safe.
 */
public final class RoomWaiters {
  private static final Logger LOG = LoggerFactory.getLogger(RoomWaiters.class);

  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private final OncePerMinute errors = new OncePerMinute(System::nanoTime);

  /** Adds {@code resume}. */
  public void add(Runnable resume) {
    waiting.add(resume);
  }

  /** Removes {@code resume}. */
  public void forget(Runnable resume) {
    waiting.remove(resume);
  }

  /** Returns true when no callback waits. */
  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Runs all waiting callbacks on the calling thread. */
  public void resumeAll() {
    if (waiting.isEmpty()) {
      return;
    }
    List.copyOf(waiting)
        .forEach(
            next -> {
              if (waiting.remove(next)) {
                resume(next);
              }
            });
  }

  private void resume(Runnable next) {
    try {
      next.run();
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("cannot resume reading", e));
    }
  }
}

package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.OncePerMinute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who wait for room in a buffer, each to be resumed once. One that fails, such as a
 * connection whose event loop has ended, neither keeps the others waiting nor harms the thread that
 * made room. Thread-safe.
 */
public final class RoomWaiters {
  private static final Logger LOG = LoggerFactory.getLogger(RoomWaiters.class);

  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private final OncePerMinute errors = new OncePerMinute(System::nanoTime);

  /** {@code resume} waits from now on. */
  public void add(Runnable resume) {
    waiting.add(resume);
  }

  /** {@code resume} waits no longer, as when its connection has ended. */
  public void forget(Runnable resume) {
    waiting.remove(resume);
  }

  /** True when nobody waits. */
  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Resumes all that wait now, on the calling thread. */
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

package dev.logproof.aggregator.spool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs disk work on a daemon thread that may be left behind, so that a disk that never answers
 * holds nobody up. Stateless.
 */
public final class SpoolThread {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolThread.class);

  private SpoolThread() {}

  /**
   * Runs {@code work} and waits for it, {@code millis} at most.
   *
   * @return false when it has not ended
   */
  public static boolean run(String name, long millis, Runnable work) throws InterruptedException {
    Thread thread = new Thread(() -> guarded(name, work), name);
    thread.setDaemon(true);
    thread.start();
    thread.join(Math.max(1, millis));
    return !thread.isAlive();
  }

  private static void guarded(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.error("{} ended early", name, e);
    }
  }
}

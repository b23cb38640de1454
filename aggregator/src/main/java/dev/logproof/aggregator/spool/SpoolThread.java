package dev.logproof.aggregator.spool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs disk work on a daemon thread that can be abandoned if the disk hangs. */
public final class SpoolThread {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolThread.class);

  private SpoolThread() {}

  /** Runs {@code work}; returns false if it has not ended after {@code millis}. */
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

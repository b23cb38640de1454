package dev.logproof.loadgen.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Looks at the clock all the time, and so notices when its process does not run: stopped, starved
 * of processor time, or collecting garbage. What happened to the sources then is not the receiver's
 * doing. Runs on a thread of its own; any thread may ask.
 */
public final class PauseDetector implements AutoCloseable {
  /** Often enough for what is judged, which is a second, and seldom enough to cost nothing. */
  private static final long LOOK_NANOS = 100_000_000;

  private final LongSupplier nanoTime;
  private final Thread thread;
  private long lastNanos;
  private volatile boolean ended;
  private volatile long longestNanos;

  /** Looks at {@code nanoTime} once it was started. */
  public PauseDetector(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
    this.thread = new Thread(this::run, "watchdog");
    this.thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    lastNanos = nanoTime.getAsLong();
    thread.start();
  }

  private void run() {
    while (!ended) {
      LockSupport.parkNanos(LOOK_NANOS);
      look();
    }
  }

  /** About {@value #LOOK_NANOS} ns after the last look, or later, if the process did not run. */
  void look() {
    long now = nanoTime.getAsLong();
    longestNanos = Math.max(longestNanos, now - lastNanos - LOOK_NANOS);
    lastNanos = now;
  }

  /** The longest time for which the process did not run, in seconds. */
  public double stoodStillSeconds() {
    return longestNanos / 1e9;
  }

  @Override
  public void close() {
    ended = true;
  }
}

package dev.logproof.loadgen.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Polls the clock and detects when this process does not run: stopped, starved of processor time,
 * or collecting garbage. Lateness of the sources at such times is not caused by the receiver. Polls
 * on its own thread; any thread may read the result.
 */
public final class PauseDetector implements AutoCloseable {
  /** Poll interval: far below the limit of one second, at negligible CPU cost. */
  private static final long LOOK_NANOS = 100_000_000;

  private final LongSupplier nanoTime;
  private final Thread thread;
  private long lastNanos;
  private volatile boolean ended;
  private volatile long longestNanos;

  /** Creates a watchdog that polls {@code nanoTime} once started. */
  public PauseDetector(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
    this.thread = new Thread(this::run, "watchdog");
    this.thread.setDaemon(true);
  }

  /** Starts polling. */
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

  /**
   * Polls the clock. Time beyond {@value #LOOK_NANOS} ns since the last poll is a pause of the
   * process.
   */
  void look() {
    long now = nanoTime.getAsLong();
    longestNanos = Math.max(longestNanos, now - lastNanos - LOOK_NANOS);
    lastNanos = now;
  }

  /** Longest pause of the process, in seconds. */
  public double stoodStillSeconds() {
    return longestNanos / 1e9;
  }

  @Override
  public void close() {
    ended = true;
  }
}

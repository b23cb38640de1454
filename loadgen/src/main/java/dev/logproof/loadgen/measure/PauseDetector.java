package dev.logproof.loadgen.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Detects when this process is stopped, starved of CPU, or collecting garbage: the receiver does
 * not cause such lateness. Polls on its own thread; any thread may read.
 */
public final class PauseDetector implements AutoCloseable {
  /** Far below the limit of one second. */
  private static final long LOOK_NANOS = 100_000_000;

  private final LongSupplier nanoTime;
  private final Thread thread;
  private long lastNanos;
  private volatile boolean ended;
  private volatile long longestNanos;

  /** Polls {@code nanoTime} once started. */
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

  /** Time beyond the poll interval is a pause. */
  void look() {
    long now = nanoTime.getAsLong();
    longestNanos = Math.max(longestNanos, now - lastNanos - LOOK_NANOS);
    lastNanos = now;
  }

  /** Longest pause in seconds. */
  public double stoodStillSeconds() {
    return longestNanos / 1e9;
  }

  @Override
  public void close() {
    ended = true;
  }
}

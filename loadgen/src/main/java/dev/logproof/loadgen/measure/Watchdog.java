package dev.logproof.loadgen.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Looks at the clock all the time, and so notices when its process does not run: stopped, starved
 * of processor time, or collecting garbage. What happened to the sources then is not the receiver's
 * doing. Runs on a thread of its own; any thread may ask.
 */
public final class Watchdog implements AutoCloseable {
  private static final long LOOK_NANOS = 20_000_000;

  private final LongSupplier nanoTime;
  private final Thread thread;
  private volatile boolean ended;
  private volatile long longestNanos;

  /** Looks at {@code nanoTime} from now on. */
  public Watchdog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.thread = new Thread(this::run, "watchdog");
    this.thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  private void run() {
    long last = nanoTime.getAsLong();
    while (!ended) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = nanoTime.getAsLong();
      saw(now - last - LOOK_NANOS);
      last = now;
    }
  }

  /** It was away for {@code nanos}. */
  void saw(long nanos) {
    longestNanos = Math.max(longestNanos, nanos);
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

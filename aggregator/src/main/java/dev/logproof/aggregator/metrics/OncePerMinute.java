package dev.logproof.aggregator.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits a log line to once per minute across all threads. Drops exceptions of the logger (out of
 * memory, full disk), so that the caller does not fail. Thread-safe.
 */
public final class OncePerMinute {
  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final AtomicLong nextNanos;

  /** Measures with {@code nanoTime}, so that wall clock changes have no effect. */
  public OncePerMinute(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nextNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /** Runs {@code line} unless a line ran within the last minute. */
  public void run(Runnable line) {
    long now = nanoTime.getAsLong();
    long next = nextNanos.get();
    if (now - next < 0 || !nextNanos.compareAndSet(next, now + INTERVAL_NANOS)) {
      return;
    }
    try {
      line.run();
    } catch (RuntimeException | Error e) {
      // The line is lost; the caller counts the failure.
    }
  }
}

package dev.logproof.aggregator.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits a log line to one per minute, however many threads ask for it. An exception of the log
 * itself (out of memory, a full disk) is dropped: it must not become a failure of the caller.
 * Thread-safe.
 */
public final class OncePerMinute {
  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final AtomicLong nextNanos;

  /** Measures by {@code nanoTime}, so that a change of the wall clock has no effect. */
  public OncePerMinute(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nextNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /** Runs {@code line} unless a line was run within the last minute. */
  public void run(Runnable line) {
    long now = nanoTime.getAsLong();
    long next = nextNanos.get();
    if (now - next < 0 || !nextNanos.compareAndSet(next, now + INTERVAL_NANOS)) {
      return;
    }
    try {
      line.run();
    } catch (RuntimeException | Error e) {
      // The line is lost; the caller counts the failure that it reports.
    }
  }
}

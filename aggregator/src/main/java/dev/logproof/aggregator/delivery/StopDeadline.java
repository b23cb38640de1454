package dev.logproof.aggregator.delivery;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Until when delivery may go on trying. Before a stop is asked for, for ever; afterwards until the
 * deadline, whatever retries are pending: a retry that waits never shortens the flush, and during a
 * stop waits are short, since a retry that sleeps until the deadline is one that is never made.
 * Thread-safe.
 */
public final class StopDeadline {
  /** Longest wait during a stop. */
  private static final long MAX_PAUSE_NANOS = 2_000_000_000L;

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long stopNanos;
  private long deadlineNanos;
  private boolean set;

  /** Measures by {@code nanoTime}. */
  public StopDeadline(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Delivery ends {@code millis} from now. */
  public void endIn(long millis) {
    lock.lock();
    try {
      stopNanos = nanoTime.getAsLong();
      deadlineNanos = stopNanos + millis * 1_000_000;
      set = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** True when the deadline has passed. */
  public boolean passed() {
    lock.lock();
    try {
      return set && nanoTime.getAsLong() - deadlineNanos >= 0;
    } finally {
      lock.unlock();
    }
  }

  /** Milliseconds left, at least 0; {@code Long.MAX_VALUE} while no stop is asked for. */
  public long remainingMillis() {
    lock.lock();
    try {
      long leftNanos = deadlineNanos - nanoTime.getAsLong();
      return set ? Math.max(0, leftNanos / 1_000_000) : Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits {@code millis}, or for a shorter time when a stop is asked for, and never beyond its
   * deadline.
   *
   * @return false when the deadline has passed
   */
  public boolean pause(long millis) throws InterruptedException {
    long startNanos = nanoTime.getAsLong();
    long untilNanos = startNanos + millis * 1_000_000;
    lock.lock();
    try {
      for (long left = left(startNanos, untilNanos);
          left > 0;
          left = left(startNanos, untilNanos)) {
        long ignored = changed.awaitNanos(left);
      }
      return !passed();
    } finally {
      lock.unlock();
    }
  }

  private long left(long startNanos, long untilNanos) {
    long now = nanoTime.getAsLong();
    long left = untilNanos - now;
    if (!set) {
      return left;
    }
    long pausedNanos = Math.min(now - startNanos, now - stopNanos);
    return Math.min(Math.min(left, MAX_PAUSE_NANOS - pausedNanos), deadlineNanos - now);
  }
}

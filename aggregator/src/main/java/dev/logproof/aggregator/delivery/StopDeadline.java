package dev.logproof.aggregator.delivery;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Until when delivery may go on trying. Before a stop is asked for, for ever; afterwards until the
 * deadline, whatever retries are pending: a retry that waits never shortens the flush, and during a
 * stop waits are short, since a retry that sleeps until the deadline is one that is never made.
 * Thread-safe.
 */
public final class StopDeadline {
  /** Longest wait during a stop. */
  private static final long MAX_PAUSE_NANOS = 2_000_000_000L;

  /** How often a pause looks at a reserve that may have changed. */
  private static final long RESERVE_CHECK_NANOS = 200_000_000L;

  private final LongSupplier nanoTime;
  private final LongUnaryOperator reserveMillis;
  private final Stop stop;

  /** The stop that a deadline and those with a reserve have in common; guarded by its lock. */
  private static final class Stop {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long beginNanos;
    private long endNanos;
    private boolean set;
  }

  /** Measures by {@code nanoTime}. */
  public StopDeadline(LongSupplier nanoTime) {
    this(nanoTime, millis -> 0, new Stop());
  }

  private StopDeadline(LongSupplier nanoTime, LongUnaryOperator reserveMillis, Stop stop) {
    this.nanoTime = nanoTime;
    this.reserveMillis = reserveMillis;
    this.stop = stop;
  }

  /**
   * Returns a deadline before this one, by a time that may change.
   *
   * @param reserve returns the milliseconds to keep free, of a stop of the given milliseconds; from
   *     any thread
   */
  public StopDeadline keepingFree(LongUnaryOperator reserve) {
    return new StopDeadline(nanoTime, reserve, stop);
  }

  private long deadlineNanos() {
    long stopMillis = (stop.endNanos - stop.beginNanos) / 1_000_000;
    return stop.endNanos - reserveMillis.applyAsLong(stopMillis) * 1_000_000;
  }

  /** Delivery ends {@code millis} from now. */
  public void endIn(long millis) {
    stop.lock.lock();
    try {
      stop.beginNanos = nanoTime.getAsLong();
      stop.endNanos = stop.beginNanos + millis * 1_000_000;
      stop.set = true;
      stop.changed.signalAll();
    } finally {
      stop.lock.unlock();
    }
  }

  /** True when the deadline has passed. */
  public boolean passed() {
    stop.lock.lock();
    try {
      return stop.set && nanoTime.getAsLong() - deadlineNanos() >= 0;
    } finally {
      stop.lock.unlock();
    }
  }

  /** Milliseconds left, at least 0; {@code Long.MAX_VALUE} while no stop is asked for. */
  public long remainingMillis() {
    stop.lock.lock();
    try {
      long leftNanos = stop.set ? deadlineNanos() - nanoTime.getAsLong() : 0;
      return stop.set ? Math.max(0, leftNanos / 1_000_000) : Long.MAX_VALUE;
    } finally {
      stop.lock.unlock();
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
    stop.lock.lock();
    try {
      for (long left = left(startNanos, untilNanos);
          left > 0;
          left = left(startNanos, untilNanos)) {
        long ignored = stop.changed.awaitNanos(slice(left));
      }
      return !passed();
    } finally {
      stop.lock.unlock();
    }
  }

  private long left(long startNanos, long untilNanos) {
    long now = nanoTime.getAsLong();
    long left = untilNanos - now;
    if (!stop.set) {
      return left;
    }
    long pausedNanos = Math.min(now - startNanos, now - stop.beginNanos);
    return Math.min(Math.min(left, MAX_PAUSE_NANOS - pausedNanos), deadlineNanos() - now);
  }

  private long slice(long nanos) {
    return stop.set ? Math.min(nanos, RESERVE_CHECK_NANOS) : nanos;
  }
}

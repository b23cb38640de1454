package dev.logproof.aggregator.stop;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Deadline for delivery; there is none until a stop is requested. Waits are short during a stop,
 * since a retry that sleeps until the deadline is never sent. Thread-safe.
 */
public final class StopDeadline {
  private static final long MAX_PAUSE_NANOS = 2_000_000_000L;

  /** Interval at which a pause reads the reserve again. */
  private static final long RESERVE_CHECK_NANOS = 200_000_000L;

  private final LongSupplier nanoTime;
  private final LongUnaryOperator reserveMillis;
  private final Stop stop;

  /** Stop shared by derived deadlines; guarded by its lock. */
  private static final class Stop {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long beginNanos;
    private long endNanos;
    private boolean set;
  }

  /** Reads the time from {@code nanoTime}. */
  public StopDeadline(LongSupplier nanoTime) {
    this(nanoTime, millis -> 0, new Stop());
  }

  private StopDeadline(LongSupplier nanoTime, LongUnaryOperator reserveMillis, Stop stop) {
    this.nanoTime = nanoTime;
    this.reserveMillis = reserveMillis;
    this.stop = stop;
  }

  /** Returns the clock. */
  public LongSupplier nanoTime() {
    return nanoTime;
  }

  /**
   * Returns a deadline that precedes this one by a reserve, which may change.
   *
   * @param reserve maps a stop's duration to the reserve, in milliseconds; called from any thread
   */
  public StopDeadline keepingFree(LongUnaryOperator reserve) {
    return new StopDeadline(nanoTime, reserve, stop);
  }

  private long deadlineNanos() {
    long stopMillis = (stop.endNanos - stop.beginNanos) / 1_000_000;
    return stop.endNanos - reserveMillis.applyAsLong(stopMillis) * 1_000_000;
  }

  /** Sets the deadline to {@code millis} from now. */
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

  /** Returns true when the deadline has passed. */
  public boolean passed() {
    stop.lock.lock();
    try {
      return stop.set && nanoTime.getAsLong() - deadlineNanos() >= 0;
    } finally {
      stop.lock.unlock();
    }
  }

  /** Returns the time left, at least 0; {@code Long.MAX_VALUE} before a stop is requested. */
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
   * Waits {@code millis}, or less during a stop, and never beyond its deadline.
   *
   * @return false if the deadline has passed
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

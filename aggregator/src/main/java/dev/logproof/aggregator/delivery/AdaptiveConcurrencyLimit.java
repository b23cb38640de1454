package dev.logproof.aggregator.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests of one output may be in flight, after TCP's congestion control: a request that
 * is refused for the most part or not answered closes the window to one, which then doubles with
 * every round trip up to half of what it was, and grows by one a round trip from there on. A small
 * share of refused records narrows it by that share only. So a stream that throttles meets one
 * request at a time, and not every thread's retries. Requests sent before the window was closed do
 * not close it again. Thread-safe.
 */
final class AdaptiveConcurrencyLimit {
  /** From here on the answer says that the stream is overloaded. */
  static final double MOST = 0.5;

  /** How often a thread that waits looks whether the stop deadline has passed. */
  private static final long LOOK_MILLIS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wider = lock.newCondition();
  private final int maxRequests;
  private double window;
  private double slowStartUntil;
  private int inFlight;
  private int closings;

  /** At most {@code maxRequests} at a time, and that many at first. */
  AdaptiveConcurrencyLimit(int maxRequests) {
    this.maxRequests = maxRequests;
    this.window = maxRequests;
    this.slowStartUntil = maxRequests;
  }

  /**
   * Waits until one more request may be sent.
   *
   * @return what {@link #answered} wants to know again; -1 when {@code deadline} passed first
   */
  int enter(StopDeadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (inFlight >= requests()) {
        if (deadline.passed()) {
          return -1;
        }
        boolean ignored = wider.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
      inFlight++;
      return closings;
    } finally {
      lock.unlock();
    }
  }

  /** The request is over, and any wait that followed its answer. */
  void leave() {
    lock.lock();
    try {
      inFlight--;
      wider.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A request that {@link #enter} let in was answered, or was not.
   *
   * @param entered what {@link #enter} returned
   * @param refusedShare of its records, from 0 to 1; 1 without an answer
   */
  void answered(int entered, double refusedShare) {
    lock.lock();
    try {
      if (refusedShare < MOST) {
        widen(1 - refusedShare);
        narrow(window * (1 - refusedShare / 2), refusedShare);
      } else if (entered == closings) {
        closings++;
        slowStartUntil = Math.max(1, window / 2);
        window = 1;
      }
    } finally {
      lock.unlock();
    }
  }

  private void widen(double acceptedShare) {
    double step = window < slowStartUntil ? acceptedShare : acceptedShare / window;
    window = Math.min(maxRequests, window + step);
    wider.signalAll();
  }

  private void narrow(double to, double refusedShare) {
    window = Math.max(1, to);
    if (refusedShare > 0) {
      slowStartUntil = Math.min(slowStartUntil, window);
    }
  }

  /** How many requests may be in flight now. */
  int requests() {
    return (int) window;
  }
}

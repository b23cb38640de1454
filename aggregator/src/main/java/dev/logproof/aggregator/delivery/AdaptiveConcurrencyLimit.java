package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.stop.StopDeadline;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits an output's requests in flight, so that a throttling stream does not receive the retries
 * of all threads at once. Like TCP congestion control: a mostly refused or unanswered request
 * closes the window to one; it then doubles per round trip up to half its former size, and grows by
 * one from there. Thread-safe.
 */
public final class AdaptiveConcurrencyLimit {
  /** Share of refused records from which the stream counts as overloaded. */
  static final double MOST = 0.5;

  /** Interval at which waiting threads check the stop deadline. */
  private static final long LOOK_MILLIS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wider = lock.newCondition();
  private final int maxRequests;
  private double window;
  private double slowStartUntil;
  private int inFlight;
  private int epoch;

  /** Starts with the maximum window. */
  public AdaptiveConcurrencyLimit(int maxRequests) {
    this.maxRequests = maxRequests;
    this.window = maxRequests;
    this.slowStartUntil = maxRequests;
  }

  /**
   * Waits until a request may be sent.
   *
   * @return epoch of the window, for {@link #answered}; -1 if {@code deadline} passed first
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
      return epoch;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a request, including any backoff. */
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
   * Adjusts the window to a request's result.
   *
   * @param entered epoch from {@link #enter}; an outdated one does not close the window
   * @param refusedShare from 0 to 1; 1 without a response
   */
  void answered(int entered, double refusedShare) {
    lock.lock();
    try {
      if (refusedShare < MOST) {
        widen(1 - refusedShare);
        narrow(window * (1 - refusedShare / 2), refusedShare);
      } else if (entered == epoch) {
        epoch++;
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

  int requests() {
    return (int) window;
  }
}

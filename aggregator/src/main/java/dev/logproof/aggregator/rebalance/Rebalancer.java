package dev.logproof.aggregator.rebalance;

import dev.logproof.aggregator.intake.Connections;
import dev.logproof.aggregator.silence.DrainWindow;
import dev.logproof.aggregator.silence.ResetReport;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections that have reached {@code max_connection_age}, and a share of all on request, so
 * that their clients dial again and a load balancer spreads them over all tasks. Each ends as at a
 * stop: in a silence, or after its last acknowledgement. A few per second, since each costs its
 * client a connection. Runs on its own thread; {@link #shed} is thread-safe.
 */
public final class Rebalancer {
  private static final Logger LOG = LoggerFactory.getLogger(Rebalancer.class);

  private static final long PERIOD_MILLIS = 1_000;

  /** Share of the open connections that may be ended per second because of their age. */
  private static final double SHARE_PER_SECOND = 0.05;

  /** Wait for a silence; afterwards the end of any burst suffices. */
  private static final long SILENCE_MILLIS = 60_000;

  private final Connections connections;
  private final WarmUp warmUp;
  private final LongSupplier nanoTime;
  private final ResetReport report = new ResetReport();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = new Thread(this::run, "rebalance");
  private double requestedShare;
  private boolean ended;
  private boolean warm;
  private long loggedMoves;

  /** Work that may be interrupted. */
  public interface WarmUp {
    /** Runs the code of a reset. */
    void run() throws InterruptedException;
  }

  /** {@code warmUp} compiles the code of a reset before it is needed. */
  public Rebalancer(Connections connections, WarmUp warmUp, LongSupplier nanoTime) {
    this.connections = connections;
    this.warmUp = warmUp;
    this.nanoTime = nanoTime;
  }

  /** Starts the thread. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends {@code share} of the connections soon, oldest first; 0 to 1. */
  public void shed(double share) {
    lock.lock();
    try {
      requestedShare = Math.max(requestedShare, share);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends no further connections. */
  public void stop() throws InterruptedException {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.join(PERIOD_MILLIS);
  }

  /** Risk of the resets so far. */
  public ResetReport report() {
    return report;
  }

  private void run() {
    try {
      for (double share = await(); share >= 0; share = await()) {
        step(share);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the requested share after a period or a request; negative at the end. */
  private double await() throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
      while (!ended && requestedShare == 0 && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      double share = requestedShare;
      requestedShare = 0;
      return ended ? -1 : share;
    } finally {
      lock.unlock();
    }
  }

  void step(double share) throws InterruptedException {
    long now = nanoTime.getAsLong();
    if (share == 0 && !connections.anyDue(now)) {
      logMoves();
      return;
    }
    if (!warm) {
      warm = true;
      warmUp.run();
    }
    DrainWindow window = DrainWindow.ofMillis(SILENCE_MILLIS, nanoTime, report);
    int moving = share > 0 ? connections.moveShare(share, now, window) : 0;
    if (share > 0) {
      LOG.info("moving {} of {} connections, as requested", moving, connections.count());
    }
    int most = (int) Math.max(1, Math.ceil(SHARE_PER_SECOND * connections.count()));
    connections.moveDue(most, now, window);
  }

  /** Once the connections under way have moved. */
  private void logMoves() {
    if (report.resets() > loggedMoves) {
      loggedMoves = report.resets();
      LOG.info("moved connections since the start: {}", report);
    }
  }
}

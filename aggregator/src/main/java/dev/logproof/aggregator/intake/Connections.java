package dev.logproof.aggregator.intake;

import static java.util.Comparator.comparingLong;

import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.silence.DrainWindow;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open connections of all forward inputs. Thread-safe. */
public final class Connections {
  private final Set<ForwardConnection> open = ConcurrentHashMap.newKeySet();
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final OncePerMinute warnings = new OncePerMinute(System::nanoTime);
  private final LongAdder givenUp = new LongAdder();
  private final OncePerMinute resetWarnings = new OncePerMinute(System::nanoTime);
  private final LongAdder resetAmidFrame = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  void add(ForwardConnection connection) {
    open.add(connection);
  }

  void remove(ForwardConnection connection) {
    open.remove(connection);
    changed();
  }

  /** A connection has closed or brings no more events. */
  void changed() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void gaveUp(SocketAddress address, String reason) {
    givenUp.increment();
    warnings.run(
        () ->
            LOG.warn(
                "low memory, closing {}: {}; {} connections closed for this reason so far",
                address,
                reason,
                givenUp.sum()));
  }

  void resetsAmidFrame(SocketAddress address) {
    resetAmidFrame.increment();
    resetWarnings.run(
        () ->
            LOG.warn(
                "resetting {} in the middle of a frame; {} connections so far",
                address,
                resetAmidFrame.sum()));
  }

  /** Returns connections closed with an incomplete frame because memory was short. */
  public long givenUp() {
    return givenUp.sum();
  }

  /** Returns the number of open connections. */
  public int count() {
    return open.size();
  }

  static void logFailure(SocketAddress address, Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() instanceof SSLException tls) {
      LOG.warn("closing {}: TLS failed: {}", address, tls.getMessage());
    } else if (cause instanceof IOException) {
      LOG.debug("connection {} ended: {}", address, cause.getMessage());
    } else {
      LOG.error("closing {}: internal error", address, cause);
    }
  }

  void giveUpOverdue() {
    onTheirLoops(ForwardConnection::giveUpIfOverdue);
  }

  /** Returns the number of connections that are older than {@code nanos}. */
  public int olderThan(long nanos, long nowNanos) {
    return (int) open.stream().filter(each -> each.ageNanos(nowNanos) > nanos).count();
  }

  /** Returns whether any open connection has reached its maximum age. */
  public boolean anyDue(long nowNanos) {
    return open.stream().anyMatch(each -> each.isDue(nowNanos));
  }

  /** Ends the oldest connections that have reached their age; returns their number. */
  public int moveDue(int most, long nowNanos, DrainWindow window) {
    return moveOldest(open.stream().filter(each -> each.isDue(nowNanos)), most, nowNanos, window);
  }

  /** Ends the oldest connections, whatever their age; returns their number. */
  public int moveShare(double share, long nowNanos, DrainWindow window) {
    List<ForwardConnection> serving = open.stream().filter(ForwardConnection::isOpen).toList();
    long most = (long) Math.ceil(share * serving.size());
    return moveOldest(serving.stream(), most, nowNanos, window);
  }

  private static int moveOldest(
      Stream<ForwardConnection> candidates, long most, long nowNanos, DrainWindow window) {
    List<ForwardConnection> chosen =
        candidates
            .sorted(comparingLong((ForwardConnection each) -> each.ageNanos(nowNanos)).reversed())
            .limit(most)
            .toList();
    chosen.forEach(each -> each.onItsLoop(() -> each.leave(window)));
    return chosen.size();
  }

  /** Drains each client at the moment in {@code window} with the least loss. */
  public void drain(DrainWindow window) {
    onTheirLoops(connection -> connection.drain(window));
  }

  /** Resets connections that may still bring events. */
  public void resetUnfinished() {
    onTheirLoops(
        connection -> {
          if (connection.mayBringEvents()) {
            connection.resetNow();
          }
        });
  }

  /** Resets all connections. */
  public void resetAll() {
    onTheirLoops(ForwardConnection::resetNow);
  }

  /** Waits until no more events can come; false on timeout. */
  public boolean awaitSilence(long millis, LongSupplier nanoTime) throws InterruptedException {
    return await(
        () -> open.stream().noneMatch(ForwardConnection::mayBringEvents), millis, nanoTime);
  }

  /** Waits until all connections are closed; false on timeout. */
  public boolean awaitClosed(long millis, LongSupplier nanoTime) throws InterruptedException {
    return await(open::isEmpty, millis, nanoTime);
  }

  /** Waits until no acknowledgements are pending; false on timeout. */
  public boolean awaitPaid(long millis, LongSupplier nanoTime) throws InterruptedException {
    return await(() -> open.stream().noneMatch(ForwardConnection::awaitsAcks), millis, nanoTime);
  }

  private void onTheirLoops(Consumer<ForwardConnection> action) {
    Collection<ForwardConnection> now = Set.copyOf(open);
    now.forEach(connection -> connection.onItsLoop(() -> action.accept(connection)));
  }

  private boolean await(BooleanSupplier condition, long millis, LongSupplier nanoTime)
      throws InterruptedException {
    long deadlineNanos = nanoTime.getAsLong() + millis * 1_000_000;
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        long leftNanos = deadlineNanos - nanoTime.getAsLong();
        if (leftNanos <= 0) {
          return false;
        }
        long ignored = changed.awaitNanos(leftNanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}

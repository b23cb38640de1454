package dev.logproof.aggregator.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The requests that wait for an answer, so that they can be ended: all of them at a stop, and any
 * that takes too long, since a socket's timeout bounds the wait for the next byte alone. One thread
 * looks once a second. Thread-safe.
 */
final class RequestsInFlight implements AutoCloseable {
  private static final long LOOK_MILLIS = 1_000;

  private final Map<Exchange, Long> untilNanos = new ConcurrentHashMap<>();
  private final long maxNanos;
  private volatile boolean allAborted;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "request-timeout");
            thread.setDaemon(true);
            return thread;
          });

  /** Ends requests that take longer than {@code limit}. */
  RequestsInFlight(Duration limit) {
    maxNanos = limit.toNanos();
    var unused =
        watch.scheduleWithFixedDelay(
            this::abortOverdue, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(Exchange exchange) {
    untilNanos.put(exchange, System.nanoTime() + maxNanos);
    if (allAborted) {
      exchange.abort();
    }
  }

  void remove(Exchange exchange) {
    untilNanos.remove(exchange);
  }

  /** Ends every request, and any that comes later. */
  void abortAll() {
    allAborted = true;
    untilNanos.keySet().forEach(Exchange::abort);
  }

  private void abortOverdue() {
    long now = System.nanoTime();
    untilNanos.forEach(
        (exchange, until) -> {
          if (now - until >= 0) {
            exchange.abort();
          }
        });
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}

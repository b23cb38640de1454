package dev.logproof.aggregator.metrics;

import com.sun.net.httpserver.HttpHandler;
import dev.logproof.aggregator.silence.ResetReport;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleConsumer;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Prometheus metrics over HTTP; reads the ledger on each scrape, at no cost to counting.
 * Runs on its own thread.
 */
public final class MetricsEndpoint implements AutoCloseable {
  private static final List<Integer> AGES_SECONDS = List.of(60, 300, 900, 3600);
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final HTTPServer server;
  private final LongAdder errors = new LongAdder();
  private final OncePerMinute warnings = new OncePerMinute(System::nanoTime);

  private MetricsEndpoint(Sources sources, UnaryOperator<HTTPServer.Builder> extras)
      throws IOException {
    register(sources);
    server = extras.apply(HTTPServer.builder().registry(registry)).buildAndStart();
  }

  /**
   * Sources of the metrics.
   *
   * @param moved resets of connections that dial another task
   * @param givenUp connections closed because memory was short
   * @param heldBytes by output id
   * @param oldestMillis wait of the oldest undelivered events, by output id
   */
  public record Sources(
      Ledger ledger,
      LongSupplier connections,
      IntToLongFunction connectionsOlderThanSeconds,
      ResetReport moved,
      LongSupplier givenUp,
      LongSupplier intakeBytes,
      Map<String, LongSupplier> heldBytes,
      Map<String, LongSupplier> oldestMillis,
      Map<String, LongSupplier> retries) {}

  /**
   * Serves metrics; port 0 selects a free port.
   *
   * @throws IOException when the port cannot be bound
   */
  public static MetricsEndpoint serve(Sources sources, String bind, int port) throws IOException {
    return serve(sources, Map.of(), bind, port);
  }

  /** As {@link #serve(Sources, String, int)}, with handlers of other paths. */
  public static MetricsEndpoint serve(
      Sources sources, Map<String, HttpHandler> others, String bind, int port) throws IOException {
    TreeMap<String, HttpHandler> paths = new TreeMap<>(others);
    paths.put(DeliveryHandler.PATH, new DeliveryHandler(sources.oldestMillis()));
    return new MetricsEndpoint(
        sources, server -> server.hostname(bind).port(port).defaultHandler(new OtherPaths(paths)));
  }

  /** Returns the bound port. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void register(Sources from) {
    Ledger ledger = from.ledger();
    counter("received_events", "Events received.", () -> ledger.accounting().received());
    counter("copied_events", "Events sent to further stores of a copy.", ledger::copied);
    counter("received_bytes", "Bytes of frames received.", ledger::receivedBytes);
    counter("delivered_events", "Events delivered.", () -> ledger.accounting().delivered());
    counter(
        "dead_letters_lost",
        "Rejected events that could not be written to the dead-letter file.",
        ledger::deadLettersLost);
    counter(
        "stream_refusals",
        "Requests rejected permanently by a stream for any event; the events are kept.",
        ledger::streamRefusals);
    gauge(
        "pending_events",
        "Events received and neither delivered nor rejected yet.",
        () -> ledger.accounting().pending());
    gauge("open_connections", "Forward connections open.", from.connections());
    ages(from.connectionsOlderThanSeconds());
    counter(
        "connections_moved",
        "Connections ended in a silence so that their clients dial another task.",
        from.moved()::resets);
    counter(
        "connections_moved_busy",
        "Connections ended without a silence, because none came in time.",
        from.moved()::busy);
    CounterWithCallback.builder()
        .name("logproof_moved_lines_at_risk_total")
        .help("Events expected to be lost by moved connections; see docs/decisions/006.")
        .callback(callback -> callback.call(from.moved().linesAtRisk()))
        .register(registry);
    counter(
        "connections_closed_for_memory",
        "Connections closed at low memory because their frames stayed incomplete.",
        from.givenUp());
    gauge("intake_bytes", "Bytes held by inputs for frames and HTTP bodies.", from.intakeBytes());
    counter("metrics_errors", "Values that could not be read for a scrape.", errors::sum);
    rejected(ledger);
    labelled("buffered_bytes", "Bytes held by the buffer.", from.heldBytes(), 1);
    labelled(
        "oldest_undelivered_seconds",
        "How long the oldest undelivered events have waited in a chunk.",
        from.oldestMillis(),
        MILLIS_PER_SECOND);
    CounterWithCallback.builder()
        .name("logproof_retries_total")
        .help("Requests retried.")
        .labelNames("output")
        .callback(
            callback ->
                from.retries()
                    .forEach((output, count) -> read(count, n -> callback.call(n, output))))
        .register(registry);
  }

  private void ages(IntToLongFunction olderThanSeconds) {
    GaugeWithCallback.builder()
        .name("logproof_connections_older_than")
        .help("Forward connections open for longer than a number of seconds.")
        .labelNames("seconds")
        .callback(
            callback -> {
              for (int seconds : AGES_SECONDS) {
                read(
                    () -> olderThanSeconds.applyAsLong(seconds),
                    n -> callback.call(n, Integer.toString(seconds)));
              }
            })
        .register(registry);
  }

  private void rejected(Ledger ledger) {
    CounterWithCallback.builder()
        .name("logproof_rejected_events_total")
        .help("Events rejected, by cause.")
        .labelNames("cause")
        .callback(
            callback -> {
              for (RejectCause cause : RejectCause.values()) {
                read(() -> ledger.rejected(cause), n -> callback.call(n, cause.label()));
              }
            })
        .register(registry);
  }

  /** A value that cannot be read is missing from the scrape and does not fail the others. */
  private void read(LongSupplier value, DoubleConsumer sample) {
    long now;
    try {
      now = value.getAsLong();
    } catch (RuntimeException | Error e) {
      errors.increment();
      warnings.run(() -> LOG.error("cannot read a metric", e));
      return;
    }
    sample.accept((double) now);
  }

  private void counter(String name, String help, LongSupplier value) {
    CounterWithCallback.builder()
        .name("logproof_" + name + "_total")
        .help(help)
        .callback(callback -> read(value, callback::call))
        .register(registry);
  }

  private void gauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name("logproof_" + name)
        .help(help)
        .callback(callback -> read(value, callback::call))
        .register(registry);
  }

  /** Shows values divided by {@code unit}. */
  private void labelled(String name, String help, Map<String, LongSupplier> values, double unit) {
    GaugeWithCallback.builder()
        .name("logproof_" + name)
        .help(help)
        .labelNames("output")
        .callback(
            callback ->
                values.forEach(
                    (output, value) -> read(value, n -> callback.call(n / unit, output))))
        .register(registry);
  }
}

package dev.logproof.aggregator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.logproof.aggregator.seams.LogHook;
import dev.logproof.aggregator.seams.SeamFaults;
import dev.logproof.aggregator.silence.ResetReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A value that throws is missing from its scrape, counted and logged; the endpoint goes on. */
class MetricsSeamsTest {
  private static final int SCRAPES = 100;

  private final long seed = SeamFaults.seed();
  private final SeamFaults<MetricsSeam> seams =
      new SeamFaults<>(MetricsSeam.class, new SplittableRandom(seed));
  private final AtomicInteger logged = new AtomicInteger();
  private final LogHook log =
      new LogHook(
          Level.ERROR,
          logger -> logger.startsWith("dev.logproof"),
          (level, format, cause) -> logged.incrementAndGet());
  private final HttpClient client = HttpClient.newHttpClient();

  /** Values that throw. */
  private enum MetricsSeam {
    CONNECTIONS,
    GIVEN_UP,
    INTAKE_BYTES,
    HELD_BYTES,
    RETRIES
  }

  @AfterEach
  void close() {
    log.close();
  }

  private LongSupplier value(MetricsSeam seam) {
    return () -> {
      seams.maybeThrow(seam, 3);
      return 7;
    };
  }

  private MetricsEndpoint.Sources sources() {
    return new MetricsEndpoint.Sources(
        new Ledger(),
        value(MetricsSeam.CONNECTIONS),
        seconds -> 0,
        new ResetReport(),
        value(MetricsSeam.GIVEN_UP),
        value(MetricsSeam.INTAKE_BYTES),
        Map.of("out", value(MetricsSeam.HELD_BYTES)),
        Map.of("out", () -> 1_500),
        Map.of("out", value(MetricsSeam.RETRIES)));
  }

  private HttpResponse<String> scrape(MetricsEndpoint endpoint) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesEveryScrapeWhileValuesThrow() throws Exception {
    try (MetricsEndpoint endpoint = MetricsEndpoint.serve(sources(), "127.0.0.1", 0)) {
      for (int scrape = 0; scrape < SCRAPES; scrape++) {
        HttpResponse<String> response = scrape(endpoint);
        assertThat(response.statusCode()).as("seed %d", seed).isEqualTo(200);
        assertThat(response.body()).as("seed %d", seed).contains("logproof_received_events_total");
      }
      assertThat(seams.allStruck()).as("seed %d: %s", seed, seams).isTrue();
      seams.end();
      assertThat(scrape(endpoint).body())
          .contains("logproof_open_connections 7.0", "logproof_retries_total{output=\"out\"} 7.0")
          .contains("logproof_metrics_errors_total " + (double) seams.count());
      assertThat(logged).hasPositiveValue();
    }
  }
}

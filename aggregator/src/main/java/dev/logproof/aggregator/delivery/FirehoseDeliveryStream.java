package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.delivery.PutOutcome.Unanswered;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.FirehoseClientBuilder;
import software.amazon.awssdk.services.firehose.FirehoseServiceClientConfiguration;

/**
 * A stream of Amazon Data Firehose. Endpoint, region and credentials come from the SDK's standard
 * chain; body, signature and connection are ours, since the generated client copies and allocates
 * several times what it sends. Retries are in {@link ChunkDelivery}: the SDK's would resend whole
 * requests where only the refused records should go again. Thread-safe; calls block.
 */
public final class FirehoseDeliveryStream implements DeliveryStream {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CONNECTION_LIFE = Duration.ofMinutes(5);

  private final FirehoseClient client;
  private final SdkHttpClient http;
  private final Supplier<Exchange> exchanges;
  private final RequestsInFlight inFlight = new RequestsInFlight(REQUEST_TIMEOUT);

  /** Most recently used first, so that memory follows the number of requests in flight. */
  private final ConcurrentLinkedDeque<Exchange> idle = new ConcurrentLinkedDeque<>();

  private FirehoseDeliveryStream(
      FirehoseClient client, SdkHttpClient http, Supplier<Exchange> exchanges) {
    this.client = client;
    this.http = http;
    this.exchanges = exchanges;
  }

  /**
   * Connects to the stream {@code name}.
   *
   * @param region wins over the environment's
   * @param endpoint wins over the environment's; for tests
   * @param maxConnections kept to the endpoint, one a request in flight
   */
  public static FirehoseDeliveryStream connect(
      String name, Optional<String> region, Optional<URI> endpoint, int maxConnections) {
    return connect(name, region, endpoint, maxConnections, Clock.systemUTC(), false);
  }

  /**
   * The same, with requests dated by {@code clock}.
   *
   * @param bySdk whether to send by the SDK's HTTP client even where no proxy asks for it
   */
  static FirehoseDeliveryStream connect(
      String name,
      Optional<String> region,
      Optional<URI> endpoint,
      int maxConnections,
      Clock clock,
      boolean bySdk) {
    SdkHttpClient http = httpClient(maxConnections);
    FirehoseClient client = builder(region, endpoint).httpClient(http).build();
    FirehoseServiceClientConfiguration config = client.serviceClientConfiguration();
    FirehoseAccess access =
        new FirehoseAccess(
            RequestTemplate.learn(builder(region, endpoint), name),
            config.credentialsProvider(),
            config.region().id());
    ServiceClock time = new ServiceClock(clock);
    boolean direct = !bySdk && !access.isRoundabout(System.getenv(), System::getProperty);
    return new FirehoseDeliveryStream(
        client,
        http,
        direct
            ? () -> new DirectExchange(name, access, time)
            : () -> new SdkExchange(name, access, time, http));
  }

  private static SdkHttpClient httpClient(int maxConnections) {
    return Apache5HttpClient.builder()
        .maxConnections(maxConnections)
        .connectionTimeout(CONNECT_TIMEOUT)
        .socketTimeout(SOCKET_TIMEOUT)
        .connectionTimeToLive(CONNECTION_LIFE)
        .expectContinueEnabled(false)
        .build();
  }

  private static FirehoseClientBuilder builder(Optional<String> region, Optional<URI> endpoint) {
    FirehoseClientBuilder builder = FirehoseClient.builder();
    region.map(Region::of).ifPresent(builder::region);
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }

  @Override
  public PutOutcome put(RecordBatch batch) {
    Exchange exchange = Optional.ofNullable(idle.pollFirst()).orElseGet(exchanges);
    inFlight.add(exchange);
    boolean usable = false;
    try {
      PutOutcome outcome = exchange.put(batch);
      usable = true;
      return outcome;
    } catch (IOException | SdkException | CompletionException e) {
      return new Unanswered(e.getClass().getSimpleName() + ": " + e.getMessage());
    } finally {
      inFlight.remove(exchange);
      if (usable) {
        idle.addFirst(exchange);
      } else {
        exchange.close();
      }
    }
  }

  @Override
  public void abort() {
    inFlight.abortAll();
  }

  @Override
  public void close() {
    inFlight.close();
    idle.forEach(Exchange::close);
    http.close();
    client.close();
  }
}

package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.delivery.PutOutcome.Unanswered;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.FirehoseClientBuilder;
import software.amazon.awssdk.services.firehose.FirehoseServiceClientConfiguration;

/**
 * A stream of Amazon Data Firehose. Endpoint, region and credentials come from the SDK's standard
 * chain, signer and HTTP client are the SDK's; the body is ours, since the generated client copies
 * and allocates several times what it sends. Retries are in {@link ChunkDelivery}: the SDK's would
 * resend whole requests where only the refused records should go again. Thread-safe; calls block.
 */
public final class FirehoseDeliveryStream implements DeliveryStream {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  /** Every new connection asks DNS again; NLB and Firehose close idle ones after minutes. */
  private static final Duration CONNECTION_LIFE = Duration.ofMinutes(5);

  private static final Duration CONNECTION_IDLE = Duration.ofSeconds(60);

  private final FirehoseClient client;
  private final SdkHttpClient http;
  private final RequestSigner signer;
  private final String name;
  private final RequestsInFlight inFlight = new RequestsInFlight(REQUEST_TIMEOUT);

  /** Most recently used first, so that memory follows the number of requests in flight. */
  private final ConcurrentLinkedDeque<Exchange> idle = new ConcurrentLinkedDeque<>();

  /** Memory for a request and its answer. */
  private record Exchange(RequestBody body, AnswerReader answer) {}

  private FirehoseDeliveryStream(
      FirehoseClient client, SdkHttpClient http, RequestSigner signer, String name) {
    this.client = client;
    this.http = http;
    this.signer = signer;
    this.name = name;
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
    return connect(name, region, endpoint, maxConnections, Clock.systemUTC());
  }

  /** The same, with requests dated by {@code clock}. */
  static FirehoseDeliveryStream connect(
      String name,
      Optional<String> region,
      Optional<URI> endpoint,
      int maxConnections,
      Clock clock) {
    SdkHttpClient http =
        Apache5HttpClient.builder()
            .maxConnections(maxConnections)
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(SOCKET_TIMEOUT)
            .connectionTimeToLive(CONNECTION_LIFE)
            .connectionMaxIdleTime(CONNECTION_IDLE)
            .expectContinueEnabled(false)
            .build();
    FirehoseClient client = builder(region, endpoint).httpClient(http).build();
    FirehoseServiceClientConfiguration config = client.serviceClientConfiguration();
    RequestSigner signer =
        new RequestSigner(
            RequestTemplate.learn(builder(region, endpoint), name),
            config.credentialsProvider(),
            config.region().id(),
            clock);
    return new FirehoseDeliveryStream(client, http, signer, name);
  }

  private static FirehoseClientBuilder builder(Optional<String> region, Optional<URI> endpoint) {
    FirehoseClientBuilder builder = FirehoseClient.builder();
    region.map(Region::of).ifPresent(builder::region);
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }

  @Override
  public PutOutcome put(RecordBatch batch) {
    Exchange exchange =
        Optional.ofNullable(idle.pollFirst())
            .orElseGet(() -> new Exchange(new RequestBody(name), new AnswerReader()));
    try {
      exchange.body().write(batch);
      return send(exchange, batch.size());
    } catch (IOException | SdkException | CompletionException e) {
      return new Unanswered(e.getClass().getSimpleName() + ": " + e.getMessage());
    } finally {
      idle.addFirst(exchange);
    }
  }

  private PutOutcome send(Exchange exchange, int records) throws IOException {
    ExecutableHttpRequest request = http.prepareRequest(signer.sign(exchange.body()));
    inFlight.add(request);
    try {
      HttpExecuteResponse response = request.call();
      read(response, exchange.answer());
      SdkHttpResponse head = response.httpResponse();
      if (!head.isSuccessful()) {
        signer.learnTime(head);
      }
      return exchange.answer().outcome(head, records);
    } finally {
      inFlight.remove(request);
    }
  }

  private static void read(HttpExecuteResponse response, AnswerReader answer) throws IOException {
    try (InputStream body = response.responseBody().orElse(null)) {
      answer.read(body == null ? InputStream.nullInputStream() : body);
    }
  }

  @Override
  public void abort() {
    inFlight.abortAll();
  }

  @Override
  public void close() {
    inFlight.close();
    http.close();
    client.close();
  }
}

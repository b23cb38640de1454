package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.delivery.PutOutcome.Unanswered;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.FirehoseClientBuilder;
import software.amazon.awssdk.services.firehose.FirehoseServiceClientConfiguration;

/**
 * A stream of Amazon Data Firehose. Endpoint, region and credentials come from the SDK's standard
 * chain. Body, signature and connection are ours: a request of 500 lines is so small that what the
 * generated client costs by the request and by the record is most of all there is to do. Retries
 * are in {@link ChunkDelivery}: the SDK's would resend whole requests where only the refused
 * records should go again. Thread-safe: every thread that sends has memory and a connection of its
 * own until it says that it is done; calls block, and end when they are interrupted.
 */
public final class FirehoseDeliveryStream implements DeliveryStream {
  private final FirehoseClient client;
  private final ThreadLocal<Exchange> exchange;

  private FirehoseDeliveryStream(FirehoseClient client, Supplier<Exchange> exchanges) {
    this.client = client;
    this.exchange = ThreadLocal.withInitial(exchanges);
  }

  /**
   * Connects to the stream {@code name}, one connection a thread.
   *
   * @param region wins over the environment's
   * @param endpoint wins over the environment's; for tests
   * @throws IllegalArgumentException when the endpoint or the proxy of the environment cannot be
   *     used
   */
  public static FirehoseDeliveryStream connect(
      String name, Optional<String> region, Optional<URI> endpoint) {
    return connect(name, region, endpoint, Clock.systemUTC());
  }

  /** The same, with requests dated by {@code clock}. */
  static FirehoseDeliveryStream connect(
      String name, Optional<String> region, Optional<URI> endpoint, Clock clock) {
    RequestTemplate.Recorder recorder = RequestTemplate.recorder();
    FirehoseClient client = builder(region, endpoint).httpClient(recorder).build();
    FirehoseServiceClientConfiguration config = client.serviceClientConfiguration();
    FirehoseAccess access =
        new FirehoseAccess(
            RequestTemplate.learn(client, recorder),
            config.credentialsProvider(),
            config.region().id());
    ServiceClock time = new ServiceClock(clock);
    Connector connector =
        new Connector(
            access.endpoint(),
            HttpsProxy.of(access.endpoint(), System.getenv(), System::getProperty));
    return new FirehoseDeliveryStream(client, () -> new Exchange(name, access, time, connector));
  }

  private static FirehoseClientBuilder builder(Optional<String> region, Optional<URI> endpoint) {
    FirehoseClientBuilder builder = FirehoseClient.builder();
    region.map(Region::of).ifPresent(builder::region);
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }

  /** Returns the region, the configuration's or the environment's. */
  public String region() {
    return client.serviceClientConfiguration().region().id();
  }

  @Override
  public PutOutcome put(RecordBatch batch) {
    Exchange own = exchange.get();
    try {
      return own.put(batch);
    } catch (IOException | SdkException | CompletionException e) {
      own.disconnect();
      return new Unanswered(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  @Override
  public void leave() {
    exchange.get().close();
    exchange.remove();
  }

  @Override
  public void close() {
    leave();
    client.close();
  }
}

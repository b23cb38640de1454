package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.delivery.PutOutcome.Unanswered;
import dev.logproof.aggregator.metrics.OncePerMinute;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.FirehoseClientBuilder;
import software.amazon.awssdk.services.firehose.FirehoseServiceClientConfiguration;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A stream of Amazon Data Firehose. Endpoint, region and credentials come from the SDK's standard
 * chain. Body, signature and connection are ours: a request of 500 lines is so small that what the
 * generated client costs by the request and by the record is most of all there is to do. Retries
 * are in {@link ChunkDelivery}: the SDK's would resend whole requests where only the refused
 * records should go again. Thread-safe: every thread that sends has memory and a connection of its
 * own until it says that it is done; calls block, and end when they are interrupted.
 */
public final class FirehoseDeliveryStream implements DeliveryStream {
  private static final Logger LOG = LoggerFactory.getLogger(FirehoseDeliveryStream.class);

  private final SdkAutoCloseable client;
  private final String region;
  private final BlockingCalls calls;
  private final OncePerMinute errors = new OncePerMinute(System::nanoTime);
  private final Supplier<RequestSender> exchanges;
  private final ThreadLocal<Optional<RequestSender>> exchange =
      ThreadLocal.withInitial(Optional::empty);

  /** Sends by {@code exchanges}, one per thread; closes {@code client} and {@code calls}. */
  FirehoseDeliveryStream(
      SdkAutoCloseable client,
      BlockingCalls calls,
      String region,
      Supplier<RequestSender> exchanges) {
    this.client = client;
    this.region = region;
    this.calls = calls;
    this.exchanges = exchanges;
  }

  /**
   * Connects to the stream {@code name}, one connection a thread.
   *
   * @param region wins over the environment's
   * @param endpoint wins over the environment's; for tests
   * @param memory that requests of all streams share
   * @throws IllegalArgumentException when the endpoint or the proxy of the environment cannot be
   *     used
   */
  public static FirehoseDeliveryStream connect(
      String name, Optional<String> region, Optional<URI> endpoint, RequestMemory memory) {
    return connect(name, region, endpoint, memory, Clock.systemUTC());
  }

  /** The same, with requests dated by {@code clock}. */
  static FirehoseDeliveryStream connect(
      String name,
      Optional<String> region,
      Optional<URI> endpoint,
      RequestMemory memory,
      Clock clock) {
    RequestTemplate.Recorder recorder = RequestTemplate.recorder();
    Optional<URI> own = endpoint.or(() -> OwnEndpoint.in(System.getenv()));
    FirehoseClient client =
        builder(region, own.map(OwnEndpoint::forSdk)).httpClient(recorder).build();
    FirehoseServiceClientConfiguration config = client.serviceClientConfiguration();
    SdkHttpRequest template = RequestTemplate.learn(client, recorder);
    FirehoseAccess access =
        new FirehoseAccess(
            template,
            config.credentialsProvider(),
            config.region().id(),
            own.orElseGet(template::getUri));
    BlockingCalls calls = new BlockingCalls("lookup-" + name);
    CurrentCredentials credentials = new CurrentCredentials(access.credentials(), calls, clock);
    SkewAdjustedClock time = new SkewAdjustedClock(clock);
    Connector connector =
        new Connector(
            access.endpoint(),
            HttpsProxy.of(access.endpoint(), System.getenv(), System::getProperty),
            new Connector.Environment(calls, InetAddress::getByName, pipeline -> {}));
    return new FirehoseDeliveryStream(
        client,
        calls,
        access.region(),
        () ->
            new RequestSender(
                new RequestBody(PooledByteBufAllocator.DEFAULT, memory, name),
                access,
                credentials,
                time,
                connector));
  }

  private static FirehoseClientBuilder builder(Optional<String> region, Optional<URI> endpoint) {
    FirehoseClientBuilder builder = FirehoseClient.builder();
    region.map(Region::of).ifPresent(builder::region);
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }

  /** Returns the region, the configuration's or the environment's. */
  public String region() {
    return region;
  }

  /**
   * Sends {@code batch} once. Whatever goes wrong on the way is an outcome of this attempt, an
   * {@link Error} too: an exception that ended the calling thread would leave its chunks
   * undelivered.
   */
  @Override
  public PutOutcome put(RecordBatch batch) {
    try {
      return attempt(batch);
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("a request to Firehose failed by an internal error", e));
      discard();
      return new Unanswered(describe(e));
    }
  }

  private PutOutcome attempt(RecordBatch batch) {
    RequestSender own = exchange.get().orElseGet(this::open);
    try {
      return own.put(batch);
    } catch (IOException e) {
      own.disconnect();
      return new Unanswered(describe(e));
    }
  }

  private RequestSender open() {
    RequestSender opened = exchanges.get();
    exchange.set(Optional.of(opened));
    return opened;
  }

  private static String describe(Throwable e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /** The next request of this thread starts with new memory and a new connection. */
  private void discard() {
    try {
      leave();
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("cannot close a connection to Firehose", e));
    }
  }

  @Override
  public void leave() {
    Optional<RequestSender> own = exchange.get();
    exchange.remove();
    own.ifPresent(RequestSender::close);
  }

  @Override
  public void close() {
    leave();
    calls.close();
    client.close();
  }
}

package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.delivery.ChunkDelivery;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
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
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Stream of Amazon Data Firehose or Kinesis. Builds, signs and sends requests itself: the generated
 * client's overhead would dominate their cost. Retries are left to {@link ChunkDelivery}, because
 * the SDK would resend whole requests. Thread-safe: each sending thread has its own memory and
 * connection until {@link #leave}.
 */
public final class AwsDeliveryStream implements DeliveryStream {
  private static final Logger LOG = LoggerFactory.getLogger(AwsDeliveryStream.class);

  private final SdkAutoCloseable client;
  private final String region;
  private final BlockingCalls calls;
  private final OncePerMinute errors = new OncePerMinute(System::nanoTime);
  private final Supplier<RequestSender> senders;
  private final ThreadLocal<Optional<RequestSender>> sender =
      ThreadLocal.withInitial(Optional::empty);

  /** Uses one of {@code senders} per thread; owns {@code sdk} and {@code calls}. */
  public AwsDeliveryStream(
      SdkAutoCloseable sdk, BlockingCalls calls, String region, Supplier<RequestSender> senders) {
    this.client = sdk;
    this.region = region;
    this.calls = calls;
    this.senders = senders;
  }

  /** Connects to the stream {@code name} of Firehose at {@code endpoint}. */
  public static AwsDeliveryStream connectTo(
      URI endpoint, String name, String region, RequestMemory memory, Clock clock) {
    return connect(
        BatchService.FIREHOSE,
        name,
        new StreamAccess(region, endpoint.toString(), ""),
        memory,
        clock);
  }

  /**
   * Connects to the stream {@code name}.
   *
   * @throws IllegalArgumentException if the endpoint or the proxy is invalid
   */
  public static AwsDeliveryStream connect(
      BatchService service, String name, StreamAccess given, RequestMemory memory, Clock clock) {
    BatchService.Learned learned = service.learn(given);
    ServiceAccess access =
        new ServiceAccess(
            service,
            learned.template(),
            learned.config().credentialsProvider(),
            learned.config().region().id(),
            given.endpointInForce(service).orElseGet(learned.template()::getUri));
    BlockingCalls calls = new BlockingCalls("lookup-" + name);
    CurrentCredentials credentials = new CurrentCredentials(access.credentials(), calls, clock);
    SkewAdjustedClock time = new SkewAdjustedClock(clock);
    Connector connector =
        new Connector(
            access.endpoint(),
            given.proxy(access.endpoint()).orElse(HttpsProxy.NONE),
            new Connector.Environment(calls, InetAddress::getByName, pipeline -> {}));
    return new AwsDeliveryStream(
        learned.client(),
        calls,
        access.region(),
        () ->
            new RequestSender(
                new RequestBody(PooledByteBufAllocator.DEFAULT, memory, service, name),
                new RequestHead(access, credentials, time),
                connector));
  }

  /** Returns the region from the configuration or the environment. */
  public String region() {
    return region;
  }

  /**
   * Every failure is an outcome, even an {@link Error}: ending the calling thread would leave its
   * chunks undelivered.
   */
  @Override
  public PutOutcome put(RecordBatch batch) {
    try {
      return attempt(batch);
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("a request failed: internal error", e));
      discard();
      return new Unanswered(describe(e));
    }
  }

  private PutOutcome attempt(RecordBatch batch) {
    RequestSender own = sender.get().orElseGet(this::open);
    try {
      return own.put(batch);
    } catch (IOException e) {
      own.disconnect();
      return new Unanswered(describe(e));
    }
  }

  private RequestSender open() {
    RequestSender opened = senders.get();
    sender.set(Optional.of(opened));
    return opened;
  }

  private static String describe(Throwable e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private void discard() {
    try {
      leave();
    } catch (RuntimeException | Error e) {
      errors.run(() -> LOG.error("cannot close a connection", e));
    }
  }

  @Override
  public void leave() {
    Optional<RequestSender> own = sender.get();
    sender.remove();
    own.ifPresent(RequestSender::close);
  }

  @Override
  public void close() {
    leave();
    calls.close();
    client.close();
  }
}

package dev.logproof.aggregator.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.FirehoseClientBuilder;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * A stream of Amazon Data Firehose by the AWS SDK: endpoint, region and credentials come from its
 * standard chain. The SDK's own retries are off, since they resend whole requests where only the
 * refused records should go again; ours are in {@link ChunkDelivery}. Thread-safe; calls block.
 */
public final class FirehoseDeliveryStream implements DeliveryStream {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CONNECTION_LIFE = Duration.ofMinutes(5);

  private final FirehoseClient client;
  private final String name;

  private FirehoseDeliveryStream(FirehoseClient client, String name) {
    this.client = client;
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
    FirehoseClientBuilder builder =
        FirehoseClient.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(maxConnections)
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT)
                    .connectionTimeToLive(CONNECTION_LIFE))
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(REQUEST_TIMEOUT));
    region.map(Region::of).ifPresent(builder::region);
    endpoint.ifPresent(builder::endpointOverride);
    return new FirehoseDeliveryStream(builder.build(), name);
  }

  @Override
  public PutOutcome put(List<byte[]> records) {
    try {
      return outcome(client.putRecordBatch(request(records)), records.size());
    } catch (InvalidArgumentException e) {
      return new PutOutcome.Invalid(e.getMessage());
    } catch (SdkException e) {
      return new PutOutcome.Unanswered(
          e.getClass().getSimpleName() + ": " + Optional.ofNullable(e.getMessage()).orElse(""));
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private PutRecordBatchRequest request(List<byte[]> records) {
    List<Record> entries = new ArrayList<>(records.size());
    for (byte[] record : records) {
      entries.add(Record.builder().data(SdkBytes.fromByteArrayUnsafe(record)).build());
    }
    return PutRecordBatchRequest.builder().deliveryStreamName(name).records(entries).build();
  }

  private static PutOutcome outcome(PutRecordBatchResponse response, int asked) {
    List<PutRecordBatchResponseEntry> entries = response.requestResponses();
    if (entries.size() != asked) {
      return new PutOutcome.Unanswered(
          "answer for " + entries.size() + " records to a request of " + asked);
    }
    List<Integer> refused = new ArrayList<>();
    String reason = "";
    for (int i = 0; i < asked; i++) {
      PutRecordBatchResponseEntry entry = entries.get(i);
      if (entry.errorCode() != null) {
        reason = refused.isEmpty() ? entry.errorCode() + ": " + entry.errorMessage() : reason;
        refused.add(i);
      }
    }
    return new PutOutcome.Answered(refused, reason);
  }
}

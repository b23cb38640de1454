package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.metrics.RejectCause;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Amazon Kinesis Data Streams. Requests are JSON, as those of most SDKs; the Java SDK's are CBOR,
 * which saves the base64 encoding but would need a request body of its own. Stateless.
 */
public record KinesisService() implements BatchService {
  /** An empty map in CBOR. */
  private static final byte[] RESPONSE = {(byte) 0xa0};

  @Override
  public String title() {
    return "Kinesis";
  }

  @Override
  public String signingName() {
    return "kinesis";
  }

  @Override
  public String target() {
    return "Kinesis_20131202.PutRecords";
  }

  @Override
  public String endpointVariable() {
    return "AWS_ENDPOINT_URL_KINESIS";
  }

  @Override
  public RequestLimits limits() {
    return KinesisLimits.PUT_RECORDS;
  }

  @Override
  public String streamMember() {
    return "StreamName";
  }

  @Override
  public String failedMember() {
    return "FailedRecordCount";
  }

  @Override
  public boolean hasKeys() {
    return true;
  }

  @Override
  public RejectCause refusal() {
    return RejectCause.REFUSED;
  }

  @Override
  public Learned learn(StreamAccess given) {
    RequestTemplate template = new RequestTemplate(RESPONSE);
    KinesisClient client = template.client(KinesisClient.builder(), given, this);
    client.putRecords(
        request ->
            request
                .streamName("any")
                .records(
                    PutRecordsRequestEntry.builder()
                        .data(SdkBytes.fromByteArray(new byte[1]))
                        .partitionKey("any")
                        .build())
                .overrideConfiguration(RequestTemplate::withoutCredentials));
    return new Learned(client, client.serviceClientConfiguration(), template.learned());
  }
}

package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.metrics.RejectCause;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.Record;

/** Amazon Data Firehose. Stateless. */
public record FirehoseService() implements BatchService {
  private static final byte[] RESPONSE =
      "{\"FailedPutCount\":0,\"RequestResponses\":[]}".getBytes(UTF_8);

  @Override
  public String title() {
    return "Firehose";
  }

  @Override
  public String signingName() {
    return "firehose";
  }

  @Override
  public String target() {
    return "Firehose_20150804.PutRecordBatch";
  }

  @Override
  public String endpointVariable() {
    return "AWS_ENDPOINT_URL_FIREHOSE";
  }

  @Override
  public RequestLimits limits() {
    return FirehoseLimits.PUT_RECORD_BATCH;
  }

  @Override
  public String streamMember() {
    return "DeliveryStreamName";
  }

  @Override
  public String failedMember() {
    return "FailedPutCount";
  }

  @Override
  public boolean hasKeys() {
    return false;
  }

  @Override
  public RejectCause refusal() {
    return RejectCause.REFUSED_BY_FIREHOSE;
  }

  @Override
  public Learned learn(StreamAccess given) {
    RequestTemplate template = new RequestTemplate(RESPONSE);
    FirehoseClient client = template.client(FirehoseClient.builder(), given, this);
    client.putRecordBatch(
        request ->
            request
                .deliveryStreamName("any")
                .records(Record.builder().data(SdkBytes.fromByteArray(new byte[1])).build())
                .overrideConfiguration(RequestTemplate::withoutCredentials));
    return new Learned(client, client.serviceClientConfiguration(), template.learned());
  }
}

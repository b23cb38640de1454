package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.metrics.RejectCause;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A service of AWS that takes batches of records, and what differs between them. Stateless. */
public sealed interface BatchService permits FirehoseService, KinesisService {
  /** PutRecordBatch of Amazon Data Firehose. */
  BatchService FIREHOSE = new FirehoseService();

  /** PutRecords of Amazon Kinesis Data Streams. */
  BatchService KINESIS = new KinesisService();

  /** Returns the name in log messages. */
  String title();

  /** Returns the name in signatures. */
  String signingName();

  /** Returns the {@code X-Amz-Target} of a batch. */
  String target();

  /** Returns the environment variable of the endpoint. */
  String endpointVariable();

  /** Returns the limits of a batch. */
  RequestLimits limits();

  /** Returns the request's member that names the stream. */
  String streamMember();

  /** Returns the response's member that counts failed records. */
  String failedMember();

  /** Returns whether records have partition keys. */
  boolean hasKeys();

  /** Returns how records that the service never accepts are counted. */
  RejectCause refusal();

  /** Learns the endpoint, region and credentials from the SDK's client. */
  Learned learn(StreamAccess given);

  /**
   * Knowledge of the SDK's client.
   *
   * @param client keeps the credentials' provider open
   * @param template a request without body, date and signature
   */
  record Learned(
      SdkAutoCloseable client, AwsServiceClientConfiguration config, SdkHttpRequest template) {}
}

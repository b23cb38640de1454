package dev.logproof.aggregator.config;

/**
 * Delivery to one Firehose stream.
 *
 * @param region "" for the AWS SDK's standard chain
 * @param dataKey field sent instead of the whole event as JSON; "" for the event
 * @param chompRecord omits the line feed of a JSON line, unless appendNewLine adds one
 * @param appendNewLine ends each event with exactly one line feed, in place of its own line ending
 * @param aggregateRecords packs as many events per record as Firehose accepts; for streams to S3
 */
public record FirehoseOutput(
    String id,
    String region,
    String deliveryStreamName,
    String dataKey,
    boolean chompRecord,
    boolean appendNewLine,
    boolean aggregateRecords,
    BufferConfig buffer,
    RecordFormat format,
    AwsAccess access,
    InjectConfig inject)
    implements OutputConfig {
  /** Creates an output of JSON with everything of AWS from the environment. */
  public FirehoseOutput(
      String id,
      String region,
      String deliveryStreamName,
      String dataKey,
      boolean chompRecord,
      boolean appendNewLine,
      boolean aggregateRecords,
      BufferConfig buffer) {
    this(
        id,
        region,
        deliveryStreamName,
        dataKey,
        chompRecord,
        appendNewLine,
        aggregateRecords,
        buffer,
        RecordFormat.JSON,
        AwsAccess.STANDARD,
        InjectConfig.NONE);
  }
}

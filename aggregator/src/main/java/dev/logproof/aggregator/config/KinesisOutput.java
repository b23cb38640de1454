package dev.logproof.aggregator.config;

import java.util.regex.Pattern;

/**
 * Delivery to one stream of Kinesis Data Streams.
 *
 * @param region "" for the AWS SDK's standard chain
 * @param partitionKey field whose text is the partition key; "" for random keys
 * @param keepOrder whether records of one partition key stay in order
 * @param dataKey field sent instead of the whole event as JSON; "" for the event
 * @param chompRecord omits the line ending of a formatted event
 */
public record KinesisOutput(
    String id,
    String region,
    String streamName,
    String partitionKey,
    boolean keepOrder,
    String dataKey,
    boolean chompRecord,
    BufferConfig buffer,
    RecordFormat format,
    AwsAccess access,
    InjectConfig inject)
    implements StreamOutput {
  private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

  /** Returns whether a stream may have this name. */
  public static boolean isStreamName(String name) {
    return STREAM_NAME.matcher(name).matches();
  }

  @Override
  public boolean isName(String name) {
    return isStreamName(name);
  }

  @Override
  public KinesisOutput to(String stream) {
    return new KinesisOutput(
        id,
        region,
        stream,
        partitionKey,
        keepOrder,
        dataKey,
        chompRecord,
        buffer,
        format,
        access,
        inject);
  }
}

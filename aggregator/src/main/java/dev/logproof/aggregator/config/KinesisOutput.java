package dev.logproof.aggregator.config;

import java.util.regex.Pattern;

/**
 * Delivery to one stream of Kinesis Data Streams.
 *
 * @param partitionKey field whose text is the partition key; "" for random keys
 * @param keepOrder whether records of one partition key stay in order
 */
public record KinesisOutput(
    String id,
    StreamAddress address,
    String partitionKey,
    boolean keepOrder,
    RecordContent content,
    BufferConfig buffer,
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
        id, address.named(stream), partitionKey, keepOrder, content, buffer, inject);
  }
}

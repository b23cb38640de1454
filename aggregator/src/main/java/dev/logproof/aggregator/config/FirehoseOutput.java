package dev.logproof.aggregator.config;

import java.util.regex.Pattern;

/**
 * Delivery to one Firehose stream.
 *
 * @param region "" for the AWS SDK's standard chain
 * @param dataKey field sent instead of the whole event as JSON; "" for the event
 * @param chompRecord omits the line feed of a JSON line, unless appendNewLine adds one
 * @param appendNewLine ends each event with exactly one line feed, in place of its own line ending
 */
public record FirehoseOutput(
    String id,
    String region,
    String deliveryStreamName,
    String dataKey,
    boolean chompRecord,
    boolean appendNewLine,
    FirehosePacking packing,
    BufferConfig buffer,
    RecordFormat format,
    AwsAccess access,
    InjectConfig inject)
    implements StreamOutput {
  private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  /** Creates an output of JSON with everything of AWS from the environment. */
  public FirehoseOutput(
      String id,
      String region,
      String deliveryStreamName,
      String dataKey,
      boolean chompRecord,
      boolean appendNewLine,
      FirehosePacking packing,
      BufferConfig buffer) {
    this(
        id,
        region,
        deliveryStreamName,
        dataKey,
        chompRecord,
        appendNewLine,
        packing,
        buffer,
        RecordFormat.JSON,
        AwsAccess.STANDARD,
        InjectConfig.NONE);
  }

  /** Returns whether a stream may have this name. */
  public static boolean isStreamName(String name) {
    return STREAM_NAME.matcher(name).matches();
  }

  @Override
  public String streamName() {
    return deliveryStreamName;
  }

  @Override
  public boolean isName(String name) {
    return isStreamName(name);
  }

  @Override
  public FirehoseOutput to(String stream) {
    return new FirehoseOutput(
        id,
        region,
        stream,
        dataKey,
        chompRecord,
        appendNewLine,
        packing,
        buffer,
        format,
        access,
        inject);
  }
}

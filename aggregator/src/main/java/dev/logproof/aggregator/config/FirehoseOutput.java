package dev.logproof.aggregator.config;

import java.util.regex.Pattern;

/**
 * Delivery to one Firehose stream.
 *
 * @param appendNewLine ends each event with exactly one line feed, in place of its own line ending
 */
public record FirehoseOutput(
    String id,
    StreamAddress address,
    RecordContent content,
    boolean appendNewLine,
    FirehosePacking packing,
    BufferConfig buffer,
    InjectConfig inject)
    implements StreamOutput {
  private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  /** Returns whether a stream may have this name. */
  public static boolean isStreamName(String name) {
    return STREAM_NAME.matcher(name).matches();
  }

  @Override
  public boolean isName(String name) {
    return isStreamName(name);
  }

  @Override
  public FirehoseOutput to(String stream) {
    return new FirehoseOutput(
        id, address.named(stream), content, appendNewLine, packing, buffer, inject);
  }
}

package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;
import java.util.Optional;

/** Delivery to streams of AWS, by name. */
public sealed interface StreamOutput extends OutputConfig permits FirehoseOutput, KinesisOutput {
  /** Returns the region; "" for the AWS SDK's standard chain. */
  String region();

  /** Returns the name of the stream, which may have placeholders. */
  String streamName();

  /** Returns the buffer. */
  BufferConfig buffer();

  /** Returns how to reach AWS. */
  AwsAccess access();

  @Override
  InjectConfig inject();

  /** Returns this output for one of its streams. */
  StreamOutput to(String stream);

  /** Returns whether a stream may have this name. */
  boolean isName(String name);

  /** Returns the name of the stream with its placeholders. */
  default NameTemplate streamTemplate() {
    return NameTemplate.parse(streamName(), buffer().keys().names());
  }

  @Override
  default Optional<BufferConfig> bufferIfAny() {
    return Optional.of(buffer());
  }
}

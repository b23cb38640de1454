package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;
import java.util.Optional;

/** Delivery to streams of AWS, by name. */
public sealed interface StreamOutput extends OutputConfig permits FirehoseOutput, KinesisOutput {
  /** Returns the stream. */
  StreamAddress address();

  /** Returns the buffer. */
  BufferConfig buffer();

  @Override
  InjectConfig inject();

  /** Returns this output for one of its streams. */
  StreamOutput to(String stream);

  /** Returns whether a stream may have this name. */
  boolean isName(String name);

  /** Returns the region; "" for the AWS SDK's standard chain. */
  default String region() {
    return address().region();
  }

  /** Returns the name of the stream, which may have placeholders. */
  default String streamName() {
    return address().name();
  }

  /** Returns how to reach AWS. */
  default AwsAccess access() {
    return address().access();
  }

  /** Returns the name of the stream with its placeholders. */
  default NameTemplate streamTemplate() {
    return NameTemplate.parse(streamName(), buffer().keys().names());
  }

  @Override
  default Optional<BufferConfig> bufferIfAny() {
    return Optional.of(buffer());
  }
}

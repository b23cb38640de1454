package dev.logproof.aggregator.config;

import java.util.Optional;

/** Delivery of buffered lines. */
public sealed interface LineOutput extends OutputConfig permits FileOutput, S3Output {
  /** Returns the form of the lines. */
  LineFormat format();

  /** Returns the buffer. */
  BufferConfig buffer();

  @Override
  default Optional<BufferConfig> bufferIfAny() {
    return Optional.of(buffer());
  }

  @Override
  default InjectConfig inject() {
    return format().inject();
  }
}

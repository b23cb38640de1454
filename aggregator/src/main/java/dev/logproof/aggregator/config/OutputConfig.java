package dev.logproof.aggregator.config;

import java.util.Optional;
import java.util.stream.Stream;

/** The output to which a {@code <match>} sends events. */
public sealed interface OutputConfig
    permits NullOutput,
        StdoutOutput,
        StreamOutput,
        LineOutput,
        ForwardOutput,
        CopyOutput,
        RewriteOutput {
  /** Returns {@code @id}, or a generated name; unique in a configuration. */
  String id();

  /** Returns the buffer, if the output has one. */
  default Optional<BufferConfig> bufferIfAny() {
    return Optional.empty();
  }

  /** Returns the fields that the output adds to each event. */
  default InjectConfig inject() {
    return InjectConfig.NONE;
  }

  /** Returns the outputs that receive events themselves: this one, or its stores. */
  default Stream<OutputConfig> leaves() {
    return Stream.of(this);
  }

  /** Returns the labels to whose routes this output sends events again; "" is the top level. */
  default Stream<String> labels() {
    return Stream.of();
  }
}

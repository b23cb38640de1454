package dev.logproof.aggregator.config;

/** The output to which a {@code <match>} sends events. */
public sealed interface OutputConfig permits NullOutput, StdoutOutput, FirehoseOutput {
  /** Returns {@code @id}, or a generated name; unique in a configuration. */
  String id();
}

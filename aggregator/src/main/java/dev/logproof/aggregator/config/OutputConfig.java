package dev.logproof.aggregator.config;

/** Where a {@code <match>} sends its events. */
public sealed interface OutputConfig permits NullOutput, StdoutOutput, FirehoseOutput {
  /** {@code @id}, or a name made from the type; unique in a configuration. */
  String id();
}

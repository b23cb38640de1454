package dev.logproof.aggregator.config;

import java.nio.file.Path;

/** {@code <secondary>}: where events go at the retry limit. */
public sealed interface SecondaryConfig {
  /** Events go to the dead-letter file. */
  SecondaryConfig NONE = new None();

  /** No section. */
  record None() implements SecondaryConfig {}

  /** Prints events. */
  record ToStdout() implements SecondaryConfig {}

  /**
   * Writes events to files.
   *
   * @param name may contain {@code ${chunk_id}}; a number follows unless {@code append}
   * @param suffix follows the number
   */
  record ToFile(Path directory, String name, String suffix, boolean append, boolean gzip)
      implements SecondaryConfig {}
}

package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.SourceLocation;
import dev.logproof.aggregator.routing.TagPattern;

/** One {@code <match>} as it is written. */
sealed interface Match {
  TagPattern pattern();

  /** Sends events to an output. */
  record ToOutput(TagPattern pattern, OutputConfig output) implements Match {}

  /** Sends events to the routes of a label; "" is the top level. */
  record ToLabel(TagPattern pattern, String label, SourceLocation place) implements Match {}
}

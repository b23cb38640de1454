package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.syntax.SourceLocation;
import dev.logproof.aggregator.routing.TagPattern;

/** One {@code <match>} or {@code <filter>} as it is written. */
sealed interface Match {
  TagPattern pattern();

  /** Sends events to an output. */
  record ToOutput(TagPattern pattern, OutputConfig output) implements Match {}

  /** Filters the events of the sections behind it. */
  record Filter(TagPattern pattern, FilterConfig filter, SourceLocation place) implements Match {}

  /** Sends events to the routes of a label; "" is the top level. */
  record ToLabel(TagPattern pattern, String label, SourceLocation place) implements Match {}
}

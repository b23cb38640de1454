package dev.logproof.aggregator.config;

import dev.logproof.aggregator.routing.TagPattern;

/** One {@code <match>}. */
public record Route(TagPattern pattern, OutputConfig output) {}

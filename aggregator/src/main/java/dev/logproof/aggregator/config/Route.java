package dev.logproof.aggregator.config;

import dev.logproof.aggregator.routing.TagPattern;

/** One {@code <match>}: events whose tag fits the pattern go to the output. */
public record Route(TagPattern pattern, OutputConfig output) {}

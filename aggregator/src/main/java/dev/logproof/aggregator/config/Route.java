package dev.logproof.aggregator.config;

import dev.logproof.aggregator.routing.TagPattern;

/** One {@code <match>}: the output of events whose tag matches the pattern. */
public record Route(TagPattern pattern, OutputConfig output) {}

package dev.logproof.aggregator.config;

import dev.logproof.aggregator.routing.TagPattern;

/** One {@code <filter>}. */
public record FilterRule(TagPattern pattern, FilterConfig filter) {}

package dev.logproof.aggregator.config;

/** Discards events, for example of health checks. */
public record NullOutput(String id) implements OutputConfig {}

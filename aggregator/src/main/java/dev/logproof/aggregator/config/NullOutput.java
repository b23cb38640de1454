package dev.logproof.aggregator.config;

/** Discards events, for example those of health checks. */
public record NullOutput(String id) implements OutputConfig {}

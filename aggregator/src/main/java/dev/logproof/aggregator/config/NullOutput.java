package dev.logproof.aggregator.config;

/** Takes events and keeps none: for health checks. */
public record NullOutput(String id) implements OutputConfig {}

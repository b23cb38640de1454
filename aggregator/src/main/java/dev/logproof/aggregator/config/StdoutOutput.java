package dev.logproof.aggregator.config;

/** Prints events to standard output. */
public record StdoutOutput(String id) implements OutputConfig {}

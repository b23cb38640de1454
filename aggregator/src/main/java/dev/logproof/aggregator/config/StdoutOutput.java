package dev.logproof.aggregator.config;

/** Prints events on standard output: for trying a configuration. */
public record StdoutOutput(String id) implements OutputConfig {}

package dev.logproof.aggregator.config;

/** Prints events to standard output, to try out a configuration. */
public record StdoutOutput(String id) implements OutputConfig {}

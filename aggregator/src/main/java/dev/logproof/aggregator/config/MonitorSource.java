package dev.logproof.aggregator.config;

/** A {@code <source>} of type monitor_agent: the state of plugins over HTTP. */
public record MonitorSource(String id, String bind, int port) {}

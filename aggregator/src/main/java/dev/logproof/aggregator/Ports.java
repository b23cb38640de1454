package dev.logproof.aggregator;

import java.util.OptionalInt;

/**
 * Ports from the command line, so that several tasks can share a configuration. {@code forward} and
 * {@code http} replace the port of every such input.
 *
 * @param shedApi whether the metrics address accepts requests to end connections
 */
record Ports(
    OptionalInt forward, OptionalInt http, String metricsBind, int metrics, boolean shedApi) {}

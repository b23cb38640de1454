package dev.logproof.aggregator;

import java.util.OptionalInt;

/**
 * Ports given on the command line, so that several tasks can share a machine and a configuration.
 *
 * @param forward of every forward input, instead of the configuration's
 * @param http of every HTTP input, instead of the configuration's
 * @param metricsBind address of the metrics
 * @param metrics port of the metrics
 */
record Ports(OptionalInt forward, OptionalInt http, String metricsBind, int metrics) {}

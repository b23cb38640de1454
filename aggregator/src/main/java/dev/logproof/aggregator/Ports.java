package dev.logproof.aggregator;

import java.util.OptionalInt;

/**
 * Ports from the command line, so that several tasks can share a machine and a configuration.
 *
 * @param forward port of every forward input, instead of the configured one
 * @param http port of every HTTP input, instead of the configured one
 * @param metricsBind address on which metrics are served
 * @param metrics port on which metrics are served
 */
record Ports(OptionalInt forward, OptionalInt http, String metricsBind, int metrics) {}

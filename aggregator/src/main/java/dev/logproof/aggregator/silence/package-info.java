/**
 * Finds the moment of least risk to reset a connection from the gaps between its reads, without
 * Netty or a clock.
 */
package dev.logproof.aggregator.silence;

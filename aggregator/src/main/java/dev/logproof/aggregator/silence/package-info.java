/**
 * Finds the moment of least risk to reset a connection, by arithmetic on the gaps between its
 * reads, without Netty or a clock.
 */
package dev.logproof.aggregator.silence;

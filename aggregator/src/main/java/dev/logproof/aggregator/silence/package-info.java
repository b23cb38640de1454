/**
 * When a connection can be reset at the least risk: arithmetic on the gaps between its reads,
 * without Netty and without a clock.
 */
package dev.logproof.aggregator.silence;

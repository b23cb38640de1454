/** Deadline of a stop, which everything that waits respects. */
package dev.logproof.aggregator.stop;

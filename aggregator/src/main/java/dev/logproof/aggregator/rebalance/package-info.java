/** Moves connections to other tasks while the task serves, without loss. */
package dev.logproof.aggregator.rebalance;

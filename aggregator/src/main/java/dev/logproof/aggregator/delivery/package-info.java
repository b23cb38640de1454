/** Delivers sealed chunks: delivery threads, retries, concurrency, dead letters. */
package dev.logproof.aggregator.delivery;

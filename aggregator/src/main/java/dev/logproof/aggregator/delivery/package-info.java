/** Delivers sealed chunks, with retries and dead letters. */
package dev.logproof.aggregator.delivery;

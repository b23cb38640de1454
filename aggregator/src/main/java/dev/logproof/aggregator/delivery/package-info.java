/** Delivers sealed chunks to Firehose: requests, retries, dead letters. */
package dev.logproof.aggregator.delivery;

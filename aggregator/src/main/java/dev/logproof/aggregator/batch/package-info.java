/** Splits records into requests that Firehose accepts. Pure arithmetic, no I/O. */
package dev.logproof.aggregator.batch;

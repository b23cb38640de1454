/** Cuts records into requests that Firehose accepts: pure arithmetic, no I/O. */
package dev.logproof.aggregator.batch;

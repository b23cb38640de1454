/** Firehose stand-in: accepts every record and counts distinct events at minimal cost. */
package dev.logproof.throughput.endpoint;

/** Firehose stand-in that counts distinct events at minimal cost. */
package dev.logproof.throughput.endpoint;

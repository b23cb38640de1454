/**
 * Stands in for Firehose: takes everything, counts it and tells events apart, as cheaply as can be.
 */
package dev.logproof.throughput.endpoint;

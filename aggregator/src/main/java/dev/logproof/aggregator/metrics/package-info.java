/** The ledger and the metrics endpoint. */
package dev.logproof.aggregator.metrics;

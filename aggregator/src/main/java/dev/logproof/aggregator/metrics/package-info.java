/** The ledger that accounts for every event, and the metrics endpoint. */
package dev.logproof.aggregator.metrics;

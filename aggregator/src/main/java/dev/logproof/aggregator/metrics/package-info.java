/** The ledger of every event, and the endpoint that shows it. */
package dev.logproof.aggregator.metrics;

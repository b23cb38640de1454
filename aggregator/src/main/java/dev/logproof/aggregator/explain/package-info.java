/** Follows one event through filters, labels and outputs without sending it. */
package dev.logproof.aggregator.explain;

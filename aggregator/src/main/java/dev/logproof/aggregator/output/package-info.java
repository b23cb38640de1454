/** Outputs that take the events of {@code <match>} sections. */
package dev.logproof.aggregator.output;

/** Outputs of {@code <match>} sections. */
package dev.logproof.aggregator.output;

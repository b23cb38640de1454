/** What a {@code <match>} section becomes: where its events go. */
package dev.logproof.aggregator.output;

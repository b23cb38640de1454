/** Buffers events between socket and request. */
package dev.logproof.aggregator.buffer;

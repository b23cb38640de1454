/** Buffers events between socket and request: chunks, queue, limits, acknowledgements. */
package dev.logproof.aggregator.buffer;

/**
 * Holds events between the socket and the request: chunks, their queue, their limit, their acks.
 */
package dev.logproof.aggregator.buffer;

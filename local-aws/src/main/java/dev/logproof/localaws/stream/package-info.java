/** Delivery streams: their lifecycle, buffers and counters. */
package dev.logproof.localaws.stream;

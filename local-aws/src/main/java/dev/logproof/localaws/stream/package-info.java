/** Delivery streams: what they hold, and which of them exist. */
package dev.logproof.localaws.stream;

package dev.logproof.loadgen.sender;

/**
 * Limits of unacknowledged frames per connection. Immutable.
 *
 * @param maxFrames largest number of frames in flight
 * @param maxWaitMillis time without any acknowledgement after which the connection is given up
 */
public record AckLimits(int maxFrames, long maxWaitMillis) {}

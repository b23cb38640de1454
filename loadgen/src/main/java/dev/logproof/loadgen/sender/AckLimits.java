package dev.logproof.loadgen.sender;

/**
 * Limits of unacknowledged frames per connection.
 *
 * @param maxWaitMillis time without any acknowledgement after which the connection is given up
 */
public record AckLimits(int maxFrames, long maxWaitMillis) {}

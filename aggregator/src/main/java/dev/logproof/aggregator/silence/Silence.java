package dev.logproof.aggregator.silence;

/**
 * Current silence of a connection, and the exposure of a reset.
 *
 * @param mostNanos upper bound: clocks are coarse, and event loops may read late
 * @param exposedNanos time in which data is lost: the round trip, and from the last check for data
 *     to the reset
 */
public record Silence(long leastNanos, long mostNanos, long roundTripNanos, long exposedNanos) {}

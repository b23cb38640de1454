package dev.logproof.aggregator.silence;

/**
 * Current silence of a connection, and the exposure of a reset.
 *
 * @param leastNanos lower bound of the silence
 * @param mostNanos upper bound: clocks are coarse, and event loops may read late
 * @param roundTripNanos round-trip time to the client
 * @param exposedNanos time in which the client's data is lost: the round trip, and the time from
 *     the last check for data to the reset
 */
public record Silence(long leastNanos, long mostNanos, long roundTripNanos, long exposedNanos) {}

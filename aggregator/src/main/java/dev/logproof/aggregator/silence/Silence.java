package dev.logproof.aggregator.silence;

/**
 * The silence of a connection now, and what a reset would expose.
 *
 * @param leastNanos it has lasted at least so long
 * @param mostNanos and at most so long: clocks are coarse, and an event loop may read late
 * @param roundTripNanos to the client
 * @param exposedNanos what the client writes during this time is lost: the round trip, and the time
 *     between our last look and the reset
 */
public record Silence(long leastNanos, long mostNanos, long roundTripNanos, long exposedNanos) {}

package dev.logproof.loadgen.payload;

/**
 * When a frame of many events is full, whichever comes first.
 *
 * @param maxEvents events a frame
 * @param maxBytes bytes of its entries, uncompressed; one entry may reach over it
 * @param maxLingerNanos from its first event to its last, by the schedule
 */
public record FrameLimits(int maxEvents, int maxBytes, long maxLingerNanos) {}

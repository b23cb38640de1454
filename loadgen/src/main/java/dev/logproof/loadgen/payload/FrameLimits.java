package dev.logproof.loadgen.payload;

/**
 * Limits of a frame with many events; the first one reached ends the frame.
 *
 * @param maxEvents events per frame
 * @param maxBytes uncompressed bytes of the entries; the last entry may exceed it
 * @param maxLingerNanos scheduled time from the first event to the last
 */
public record FrameLimits(int maxEvents, int maxBytes, long maxLingerNanos) {}

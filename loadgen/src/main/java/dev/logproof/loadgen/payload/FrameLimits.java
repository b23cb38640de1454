package dev.logproof.loadgen.payload;

/**
 * Limits of a frame; the first one reached ends it.
 *
 * @param maxBytes uncompressed; the last entry may exceed it
 * @param maxLingerNanos scheduled time from first to last event
 */
public record FrameLimits(int maxEvents, int maxBytes, long maxLingerNanos) {}

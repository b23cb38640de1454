package dev.logproof.throughput.load;

/**
 * Counters of the load.
 *
 * @param events written to the kernel
 * @param bytes of these events in the forward protocol
 * @param dueEvents events due by now; equal to {@code events} without a rate
 * @param reconnects after a connection broke
 */
public record LoadCounts(long events, long bytes, long dueEvents, long reconnects) {}

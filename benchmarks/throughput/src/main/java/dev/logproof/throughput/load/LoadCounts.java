package dev.logproof.throughput.load;

/**
 * Counters of the load.
 *
 * @param events written to the kernel
 * @param bytes of these events in the forward protocol
 * @param dueEvents equal to {@code events} without a rate
 */
public record LoadCounts(long events, long bytes, long dueEvents, long reconnects) {}

package dev.logproof.throughput.load;

/**
 * What the load has sent.
 *
 * @param events handed to the kernel
 * @param bytes of forward protocol they were
 * @param dueEvents that should have been sent by now; as many as were, where there is no rate
 * @param reconnects after a connection broke
 */
public record LoadCounts(long events, long bytes, long dueEvents, long reconnects) {}

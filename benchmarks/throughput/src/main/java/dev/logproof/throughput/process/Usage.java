package dev.logproof.throughput.process;

/**
 * Resource usage of a process and its descendants.
 *
 * @param cpuMillis user and system time
 */
public record Usage(long cpuMillis, long residentBytes, long peakResidentBytes) {}

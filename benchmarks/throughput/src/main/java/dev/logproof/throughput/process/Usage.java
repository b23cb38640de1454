package dev.logproof.throughput.process;

/**
 * Resource usage of a process and its descendants.
 *
 * @param cpuMillis user and system time, with the resolution of a clock tick
 * @param residentBytes current resident set
 * @param peakResidentBytes peak resident set
 */
public record Usage(long cpuMillis, long residentBytes, long peakResidentBytes) {}

package dev.logproof.throughput.process;

/**
 * What a process and its descendants have used.
 *
 * @param cpuMillis user and system time, to a clock tick
 * @param residentBytes now
 * @param peakResidentBytes the most so far
 */
public record Usage(long cpuMillis, long residentBytes, long peakResidentBytes) {}

package dev.logproof.experiment.measure;

/**
 * Resource usage of a process at one moment.
 *
 * @param atMillis since the epoch, by the clock of load runs
 * @param cpuNanos since the process started
 * @param residentBytes 0 when unknown
 */
public record ProcessSample(long atMillis, long cpuNanos, long residentBytes) {}

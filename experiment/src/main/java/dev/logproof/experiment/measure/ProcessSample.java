package dev.logproof.experiment.measure;

/**
 * Resource usage of a process at one moment.
 *
 * @param atMillis milliseconds since the epoch, the clock that dates load runs
 * @param cpuNanos processor time since the process started
 * @param residentBytes resident set; 0 when the system does not report it
 */
public record ProcessSample(long atMillis, long cpuNanos, long residentBytes) {}

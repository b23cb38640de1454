package dev.logproof.experiment.measure;

/**
 * What a process had used at a moment.
 *
 * @param atMillis milliseconds since the epoch, the clock that load runs are dated by
 * @param cpuNanos processor time since its start
 * @param residentBytes resident set; 0 when the system does not tell
 */
public record ProcessSample(long atMillis, long cpuNanos, long residentBytes) {}

package dev.logproof.record.tracer;

/**
 * One numbered line: its run, source, sequence number and intended send time.
 *
 * @param runId 1–40 characters of {@code [a-z0-9-]}
 * @param source number of the source within the run, from 0
 * @param sequence number of the tracer within its source, contiguous from 0
 * @param sentAtMicros intended send time, microseconds since the epoch
 */
public record Tracer(String runId, int source, long sequence, long sentAtMicros) {}

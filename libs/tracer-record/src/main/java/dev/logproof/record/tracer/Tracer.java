package dev.logproof.record.tracer;

/**
 * One numbered line.
 *
 * @param runId 1–40 characters of {@code [a-z0-9-]}
 * @param source from 0
 * @param sequence contiguous from 0 within its source
 * @param sentAtMicros intended send time, since the epoch
 */
public record Tracer(String runId, int source, long sequence, long sentAtMicros) {}

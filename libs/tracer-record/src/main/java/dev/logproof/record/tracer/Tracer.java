package dev.logproof.record.tracer;

/**
 * One numbered line: which run sent it, from which source, as which of the source's lines, and when
 * it was meant to be sent.
 *
 * @param runId 1–40 characters of {@code [a-z0-9-]}
 * @param source number of the source within the run, from 0
 * @param sequence number of the tracer within its source, contiguous from 0
 * @param sentAtMicros intended send time, microseconds since the epoch
 */
public record Tracer(String runId, int source, long sequence, long sentAtMicros) {}

package dev.logproof.record.result;

/**
 * Load through one named fault.
 *
 * @param fault such as {@code throttle}
 * @param expected what the fault does and what it may cost, in one sentence
 * @param fromMillis since the epoch
 * @param tookPlace false when the fault was not observed, so that the row says nothing
 */
public record FaultRow(
    String target,
    String fault,
    String expected,
    long fromMillis,
    long toMillis,
    boolean tookPlace,
    LoadResult load,
    VerdictResult verdict)
    implements Finding {}

package dev.logproof.verify.check;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;

/**
 * What a run may have left at the destination.
 *
 * @param sources by number
 */
public record ExpectedRun(String runId, List<Source> sources) {
  /** Copies the list. */
  public ExpectedRun {
    sources = List.copyOf(sources);
  }

  /**
   * One source's tracers.
   *
   * @param attempted tracers {@code 0 .. attempted-1} were surely sent
   * @param acked those the receiver was seen to accept
   * @param reserved tracers from {@code attempted} up to here, exclusive, may have been sent
   */
  public record Source(long attempted, SequenceRanges acked, long reserved) {}
}

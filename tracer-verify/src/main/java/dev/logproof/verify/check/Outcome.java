package dev.logproof.verify.check;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import java.util.List;

/**
 * What became of the tracers; counts are of tracers.
 *
 * @param attempted surely sent
 * @param acked seen accepted by the receiver
 * @param observed distinct tracers found that were or may have been sent
 * @param lost attempted and not observed
 * @param lostAcked lost although accepted
 * @param lostUnacked lost and never accepted
 * @param recovered observed although never seen accepted
 * @param duplicated copies beyond the first
 * @param foreign intact tracers of runs that were not asked about
 * @param neverSent intact tracers of these runs that they never sent
 * @param corrupt damaged ones
 * @param late observed only too late
 * @param lostRanges lost, by source
 * @param duplicatedRanges seen more than once, by source
 */
public record Outcome(
    long attempted,
    long acked,
    long observed,
    long lost,
    long lostAcked,
    long lostUnacked,
    long recovered,
    long duplicated,
    long foreign,
    long neverSent,
    long corrupt,
    long late,
    List<SourceRanges> lostRanges,
    List<SourceRanges> duplicatedRanges) {
  /** Copies the lists. */
  public Outcome {
    lostRanges = List.copyOf(lostRanges);
    duplicatedRanges = List.copyOf(duplicatedRanges);
  }

  /** Intact tracers that nobody asked for. */
  public long unexpected() {
    return foreign + neverSent;
  }
}

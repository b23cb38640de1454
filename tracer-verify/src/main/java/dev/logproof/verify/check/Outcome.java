package dev.logproof.verify.check;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import java.util.List;

/**
 * Result of comparing sent and found tracers; all counts are of tracers.
 *
 * @param attempted tracers certainly sent
 * @param acked attempted tracers that the receiver is known to have accepted
 * @param observed distinct tracers found that were or may have been sent
 * @param lost attempted tracers not observed
 * @param lostAcked lost tracers that were accepted
 * @param lostUnacked lost tracers not known to be accepted
 * @param firm findings that the end of a run cannot explain
 * @param recovered observed tracers not known to be accepted
 * @param duplicated copies beyond the first
 * @param unexpected intact tracers that do not belong to the verified runs, by cause
 * @param corrupt damaged tracers
 * @param late tracers of which every copy was late
 * @param lostRanges lost tracers, by source
 * @param duplicatedRanges tracers observed more than once, by source
 */
public record Outcome(
    long attempted,
    long acked,
    long observed,
    long lost,
    long lostAcked,
    long lostUnacked,
    Firm firm,
    long recovered,
    long duplicated,
    Unexpected unexpected,
    long corrupt,
    long late,
    List<SourceRanges> lostRanges,
    List<SourceRanges> duplicatedRanges) {
  /** Makes the lists immutable. */
  public Outcome {
    lostRanges = List.copyOf(lostRanges);
    duplicatedRanges = List.copyOf(duplicatedRanges);
  }

  /**
   * Findings that hold regardless of how a run ended. For a run that was cut off they are fewer
   * than all findings: its generator may not have sent, or not have recorded, the rest.
   *
   * @param lost lost tracers
   * @param lostAcked lost tracers that were accepted
   * @param neverSent tracers found that the run never sent
   */
  public record Firm(long lost, long lostAcked, long neverSent) {}

  /**
   * Intact tracers that were not expected.
   *
   * @param bystanders tracers of runs with a known journal that are not verified
   * @param foreign tracers of runs without a known journal
   * @param foreignRuns some ids of these runs, in order
   * @param neverSent tracers of verified runs that never sent them
   */
  public record Unexpected(
      long bystanders, long foreign, List<String> foreignRuns, long neverSent) {
    /** No unexpected tracers. */
    public static final Unexpected NONE = new Unexpected(0, 0, List.of(), 0);

    /** Makes the list immutable. */
    public Unexpected {
      foreignRuns = List.copyOf(foreignRuns);
    }

    /** Total over all causes. */
    public long count() {
      return bystanders + foreign + neverSent;
    }
  }
}

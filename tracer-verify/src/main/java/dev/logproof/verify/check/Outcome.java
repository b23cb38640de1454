package dev.logproof.verify.check;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import java.util.List;

/**
 * Result of comparing sent and found tracers; counts are of tracers.
 *
 * @param attempted certainly sent
 * @param acked attempted tracers known to be accepted
 * @param observed distinct tracers found that were or may have been sent
 * @param lost attempted, but not observed
 * @param recovered observed, but not known to be accepted
 * @param duplicated copies beyond the first
 * @param late tracers of which every copy was late
 */
public record Outcome(
    long attempted,
    long acked,
    long observed,
    long lost,
    long lostAcked,
    Firm firm,
    long recovered,
    long duplicated,
    Unexpected unexpected,
    long corrupt,
    long late,
    Ranges ranges) {
  /** Sequence numbers of the tracers concerned. */
  public record Ranges(List<SourceRanges> lost, List<SourceRanges> duplicated) {
    /** Nothing was lost or duplicated. */
    public static final Ranges NONE = new Ranges(List.of(), List.of());

    /** Makes the lists immutable. */
    public Ranges {
      lost = List.copyOf(lost);
      duplicated = List.copyOf(duplicated);
    }
  }

  /** Lost tracers that the receiver did not accept. */
  public long lostUnacked() {
    return lost - lostAcked;
  }

  /**
   * Findings that hold regardless of how a run ended: a generator that was cut off may not have
   * sent or recorded the rest.
   */
  public record Firm(long lost, long lostAcked, long neverSent) {}

  /**
   * Intact tracers that were not expected.
   *
   * @param bystanders of known runs that are not verified
   * @param foreign of runs without a known journal
   * @param foreignRuns some of their ids, in order
   */
  public record Unexpected(
      long bystanders, long foreign, List<String> foreignRuns, long neverSent) {
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

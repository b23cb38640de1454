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
 * @param firm the part of the findings that the end of a run cannot explain
 * @param recovered observed although never seen accepted
 * @param duplicated copies beyond the first
 * @param unexpected intact tracers that nobody asked for, by cause
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
    Firm firm,
    long recovered,
    long duplicated,
    Unexpected unexpected,
    long corrupt,
    long late,
    List<SourceRanges> lostRanges,
    List<SourceRanges> duplicatedRanges) {
  /** Copies the lists. */
  public Outcome {
    lostRanges = List.copyOf(lostRanges);
    duplicatedRanges = List.copyOf(duplicatedRanges);
  }

  /**
   * Findings that hold however a run ended. For a run that was cut off they are fewer than the
   * findings themselves: its generator may not have sent, or not have recorded, the rest.
   *
   * @param lost tracers
   * @param lostAcked lost although accepted
   * @param neverSent found though the run never sent them
   */
  public record Firm(long lost, long lostAcked, long neverSent) {}

  /**
   * Intact tracers that nobody asked for.
   *
   * @param bystanders of runs whose journal is known but that are not judged
   * @param foreign of runs without a known journal
   * @param foreignRuns ids of some of these runs, in order
   * @param neverSent of the judged runs, which never sent them
   */
  public record Unexpected(
      long bystanders, long foreign, List<String> foreignRuns, long neverSent) {
    /** No such tracer. */
    public static final Unexpected NONE = new Unexpected(0, 0, List.of(), 0);

    /** Copies the list. */
    public Unexpected {
      foreignRuns = List.copyOf(foreignRuns);
    }

    /** All of them. */
    public long count() {
      return bystanders + foreign + neverSent;
    }
  }
}

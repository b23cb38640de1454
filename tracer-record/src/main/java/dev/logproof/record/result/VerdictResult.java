package dev.logproof.record.result;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;

/**
 * What verification found: {@value #FILE_NAME}, and the standard output of {@code verify tracers
 * --format json}. Counts are of tracers.
 *
 * @param version of the format, {@link #VERSION}
 * @param logproofVersion that wrote it
 * @param verdict {@code pass}, {@code fail} or {@code unknown}
 * @param reasons why that verdict, for people
 * @param runIds the runs looked for
 * @param attempted surely sent
 * @param acked seen accepted by the receiver
 * @param observed distinct tracers found that were sent by these runs
 * @param lost attempted but never observed
 * @param lostAcked lost although accepted: a broken promise
 * @param lostUnacked lost and never accepted
 * @param recovered observed although never seen accepted
 * @param duplicated copies beyond the first
 * @param unexpected intact tracers of other runs, other sources or never sent
 * @param corrupt markers without an intact tracer behind them
 * @param late observed only in objects written after the lateness limit
 * @param reliability share of attempted tracers that were observed, 0 to 1; 0 when none
 * @param reliabilityLow lower end of its 95 % interval (Clopper–Pearson)
 * @param reliabilityHigh upper end
 * @param articleReliability the article's own formula: 1 − lost / (tracer rate × 3600)
 * @param lostRanges what was lost, by source
 * @param duplicatedRanges what was seen more than once, by source
 * @param objects scanned
 * @param bytes scanned, uncompressed
 */
public record VerdictResult(
    int version,
    String logproofVersion,
    String verdict,
    List<String> reasons,
    List<String> runIds,
    long attempted,
    long acked,
    long observed,
    long lost,
    long lostAcked,
    long lostUnacked,
    long recovered,
    long duplicated,
    long unexpected,
    long corrupt,
    long late,
    double reliability,
    double reliabilityLow,
    double reliabilityHigh,
    double articleReliability,
    List<SourceRanges> lostRanges,
    List<SourceRanges> duplicatedRanges,
    long objects,
    long bytes) {
  /** The version of the format written here. */
  public static final int VERSION = 1;

  /** The file's name. */
  public static final String FILE_NAME = "verdict.json";

  /** Sequence numbers of one source of one run. */
  public record SourceRanges(String runId, int source, SequenceRanges ranges) {}
}

package dev.logproof.record.result;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;
import java.util.Optional;

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
 * @param details what stands behind the figures
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
    long bytes,
    Details details) {
  /** The version of the format written here. */
  public static final int VERSION = 3;

  /** The file's name. */
  public static final String FILE_NAME = "verdict.json";

  /**
   * What stands behind the figures.
   *
   * @param deployments among which the loss is divided in the article's formula
   * @param lostPerDeployment tracers
   * @param articleFormula with its numbers
   * @param requirement what was asked for with {@code --require}
   * @param thresholds each with what was found
   * @param shapes of the loss, by run
   * @param slices of ten seconds in which something was lost, the first of them
   * @param slicesLeftOut how many such slices there are beyond
   * @param engine that looked, such as {@code scan}; the first of several that agreed or did not
   * @param latency from the tracers' time to the objects'; none without objects
   * @param perDeployment what each deployment lost, when it is known when they were
   */
  public record Details(
      int deployments,
      double lostPerDeployment,
      String articleFormula,
      Optional<Requirement> requirement,
      List<Threshold> thresholds,
      List<Shape> shapes,
      List<Slice> slices,
      long slicesLeftOut,
      String engine,
      Optional<Latency> latency,
      Optional<PerDeployment> perDeployment) {
    /** Copies the lists. */
    public Details {
      thresholds = List.copyOf(thresholds);
      shapes = List.copyOf(shapes);
      slices = List.copyOf(slices);
    }
  }

  /**
   * A reliability that was asked for.
   *
   * @param share 0 to 1
   * @param state {@code met}, {@code missed} or {@code unproven}, by the 95 % interval
   * @param tracersNeeded to prove it, none lost
   */
  public record Requirement(double share, String state, long tracersNeeded) {}

  /**
   * A limit that was asked for.
   *
   * @param text as it was given, such as {@code lost<=0}
   * @param value what was found
   * @param holds whether it is kept
   */
  public record Threshold(String text, double value, boolean holds) {}

  /**
   * How the loss of one run looks.
   *
   * @param shape {@code head}, {@code tail}, {@code one chunk}, {@code one connection} or {@code
   *     scattered}
   * @param evidence in a sentence
   */
  public record Shape(String runId, String shape, String evidence) {}

  /**
   * Time from a tracer's intended sending to the writing of the object it was found in, whole
   * seconds, since S3 knows no more; every intact copy counts.
   *
   * @param copies that were timed
   */
  public record Latency(
      long copies, long p50Seconds, long p90Seconds, long p99Seconds, long maxSeconds) {}

  /**
   * Loss with the deployment as the unit: lines that are lost together are not independent, so the
   * tracers' own interval is too narrow for what the next deployment will lose.
   *
   * @param deployments in the order of time
   * @param lostBefore the first of them
   * @param meanLost tracers a deployment
   * @param meanLostLow lower end of its 95 % interval (Student's t); 0 at least
   * @param meanLostHigh upper end; empty for fewer than two deployments, or when all lost the same
   * @param losingShareHigh upper end of the 95 % interval (Clopper–Pearson) of the share of
   *     deployments that lose anything
   * @param articleLow the article's formula with the upper end of the mean; empty without one
   */
  public record PerDeployment(
      List<DeploymentLoss> deployments,
      long lostBefore,
      double meanLost,
      double meanLostLow,
      Optional<Double> meanLostHigh,
      double losingShareHigh,
      Optional<Double> articleLow) {
    /** Copies the list. */
    public PerDeployment {
      deployments = List.copyOf(deployments);
    }
  }

  /**
   * What was lost from a deployment's beginning to the next one's.
   *
   * @param startMillis milliseconds since the epoch
   * @param attempted sent in that time, about, since journals say only about every second how far a
   *     source was
   * @param lost of these
   */
  public record DeploymentLoss(long startMillis, long attempted, long lost) {}

  /**
   * Ten seconds in which something was lost.
   *
   * @param startMillis of the slice, milliseconds since the epoch
   * @param lost tracers sent in it, about, since journals say only about every second how far a
   *     source was
   */
  public record Slice(long startMillis, long lost) {}

  /** Sequence numbers of one source of one run. */
  public record SourceRanges(String runId, int source, SequenceRanges ranges) {}
}

package dev.logproof.record.result;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;
import java.util.Optional;

/**
 * Result of a verification: {@value #FILE_NAME}, and the standard output of {@code verify tracers
 * --format json}. Counts are of tracers.
 *
 * @param version format version, {@link #VERSION}
 * @param logproofVersion logproof version that wrote the file
 * @param verdict {@code pass}, {@code fail} or {@code unknown}
 * @param reasons human-readable reasons for the verdict
 * @param runIds the runs searched for
 * @param attempted certainly sent
 * @param acked accepted by the receiver
 * @param observed distinct tracers of these runs that were found
 * @param lost attempted but not observed
 * @param lostAcked lost although accepted, which breaks the delivery guarantee
 * @param lostUnacked lost and not accepted
 * @param recovered observed although not accepted
 * @param duplicated copies beyond the first
 * @param unexpected intact tracers of other runs or sources, or never sent
 * @param corrupt markers that no intact tracer follows
 * @param late observed only in objects written after the lateness limit
 * @param reliability share of attempted tracers that were observed, 0 to 1; 0 when none
 * @param reliabilityLow lower end of its 95 % interval (Clopper–Pearson)
 * @param reliabilityHigh upper end
 * @param articleReliability the article's own formula: 1 − lost / (tracer rate × 3600)
 * @param lostRanges lost tracers by source
 * @param duplicatedRanges duplicated tracers by source
 * @param objects objects scanned
 * @param bytes uncompressed bytes scanned
 * @param details data behind the figures
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
  /** Format version that is written. */
  public static final int VERSION = 3;

  /** File name of the result. */
  public static final String FILE_NAME = "verdict.json";

  /**
   * Data behind the figures.
   *
   * @param deployments divisor of the loss in the article's formula
   * @param lostPerDeployment tracers lost per deployment
   * @param articleFormula the formula with its numbers
   * @param requirement reliability requested with {@code --require}
   * @param thresholds each with the value found
   * @param shapes shape of the loss per run
   * @param slices the first slices of ten seconds with a loss
   * @param slicesLeftOut number of further such slices
   * @param engine engine of the verification, such as {@code scan}; the first one of several
   * @param latency from the tracers' time to the objects' time; none without objects
   * @param perDeployment loss per deployment, when the deployment times are known
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
   * A requested reliability.
   *
   * @param share 0 to 1
   * @param state {@code met}, {@code missed} or {@code unproven}, by the 95 % interval
   * @param tracersNeeded number of tracers that would prove it, if none is lost
   */
  public record Requirement(double share, String state, long tracersNeeded) {}

  /**
   * A requested limit.
   *
   * @param text as given, such as {@code lost<=0}
   * @param value value found
   * @param holds whether the value is within the limit
   */
  public record Threshold(String text, double value, boolean holds) {}

  /**
   * Shape of one run's loss.
   *
   * @param shape {@code head}, {@code tail}, {@code one chunk}, {@code one connection} or {@code
   *     scattered}
   * @param evidence one sentence of evidence
   */
  public record Shape(String runId, String shape, String evidence) {}

  /**
   * Time from a tracer's intended send time to the write of the object that holds it, in whole
   * seconds, the resolution of S3. Every intact copy counts.
   *
   * @param copies number of copies measured
   */
  public record Latency(
      long copies, long p50Seconds, long p90Seconds, long p99Seconds, long maxSeconds) {}

  /**
   * Loss with the deployment as the unit. Lines lost together are not independent, so the interval
   * over tracers is too narrow to predict the loss of the next deployment.
   *
   * @param deployments in chronological order
   * @param lostBefore tracers lost before the first deployment
   * @param meanLost tracers lost per deployment
   * @param meanLostLow lower end of its 95 % interval (Student's t); at least 0
   * @param meanLostHigh upper end; empty for fewer than two deployments, or when all lost the same
   * @param losingShareHigh upper end of the 95 % interval (Clopper–Pearson) of the share of
   *     deployments with any loss
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
   * Loss from the start of a deployment to the start of the next one.
   *
   * @param startMillis milliseconds since the epoch
   * @param attempted approximate number of tracers sent in that time, since journals record the
   *     progress of a source only about once per second
   * @param lost number of these that were lost
   */
  public record DeploymentLoss(long startMillis, long attempted, long lost) {}

  /**
   * Ten seconds with a loss.
   *
   * @param startMillis start of the slice, milliseconds since the epoch
   * @param lost approximate number of lost tracers sent in the slice, since journals record the
   *     progress of a source only about once per second
   */
  public record Slice(long startMillis, long lost) {}

  /** Sequence numbers of one source of one run. */
  public record SourceRanges(String runId, int source, SequenceRanges ranges) {}
}

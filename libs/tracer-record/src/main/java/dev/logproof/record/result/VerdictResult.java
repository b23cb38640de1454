package dev.logproof.record.result;

import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;
import java.util.Optional;

/**
 * Result of a verification: {@value #FILE_NAME}, and the standard output of {@code verify tracers
 * --format json}. Counts are of tracers.
 *
 * @param verdict {@code pass}, {@code fail} or {@code unknown}
 * @param attempted certainly sent
 * @param acked accepted by the receiver
 * @param observed distinct tracers
 * @param lost attempted but not observed
 * @param lostAcked breaks the delivery guarantee
 * @param recovered observed although not accepted
 * @param duplicated copies beyond the first
 * @param unexpected intact tracers of other runs or sources, or never sent
 * @param corrupt markers without an intact tracer
 * @param late observed only in objects written after the lateness limit
 * @param reliability observed share of attempted tracers, 0 to 1; 0 when none
 * @param reliabilityLow lower end of its 95 % interval (Clopper–Pearson)
 * @param articleReliability the article's formula: 1 − lost / (tracer rate × 3600)
 * @param bytes uncompressed
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
  public static final int VERSION = 3;

  public static final String FILE_NAME = "verdict.json";

  /**
   * Data behind the figures.
   *
   * @param deployments divisor of the loss in the article's formula
   * @param slices the first slices of ten seconds with a loss
   * @param slicesLeftOut number of further such slices
   * @param engine the first one of several
   * @param latency none without objects
   * @param perDeployment empty without deployment times
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
   * A reliability requested with {@code --require}.
   *
   * @param share 0 to 1
   * @param state {@code met}, {@code missed} or {@code unproven}, by the 95 % interval
   * @param tracersNeeded to prove it, if none is lost
   */
  public record Requirement(double share, String state, long tracersNeeded) {}

  /**
   * A requested limit.
   *
   * @param text as given, such as {@code lost<=0}
   */
  public record Threshold(String text, double value, boolean holds) {}

  /**
   * Shape of one run's loss.
   *
   * @param shape {@code head}, {@code tail}, {@code one chunk}, {@code one connection} or {@code
   *     scattered}
   */
  public record Shape(String runId, String shape, String evidence) {}

  /**
   * Time from a tracer's intended send time to the write of its object, in whole seconds, the
   * resolution of S3. Every intact copy counts.
   */
  public record Latency(
      long copies, long p50Seconds, long p90Seconds, long p99Seconds, long maxSeconds) {}

  /**
   * Loss per deployment. Lines lost together are not independent, so the interval over tracers is
   * too narrow to predict the next deployment's loss.
   *
   * @param deployments in chronological order
   * @param lostBefore before the first deployment
   * @param meanLostLow lower end of the mean's 95 % interval (Student's t); at least 0
   * @param meanLostHigh upper end; empty for fewer than two deployments, or when all lost the same
   * @param losingShareHigh upper end of the 95 % interval (Clopper–Pearson) of the share of
   *     deployments with a loss
   * @param articleLow the article's formula with {@code meanLostHigh}; empty without one
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
   * Loss from the start of a deployment to that of the next.
   *
   * @param attempted approximate, since journals record progress only about once per second
   */
  public record DeploymentLoss(long startMillis, long attempted, long lost) {}

  /**
   * Ten seconds with a loss.
   *
   * @param lost approximate, as in {@link DeploymentLoss}
   */
  public record Slice(long startMillis, long lost) {}

  /** Sequence numbers of one source of one run. */
  public record SourceRanges(String runId, int source, SequenceRanges ranges) {}
}

package dev.logproof.samples;

import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Details;
import dev.logproof.record.result.VerdictResult.Latency;
import dev.logproof.record.result.VerdictResult.Shape;
import dev.logproof.record.result.VerdictResult.Slice;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.result.VerdictResult.Threshold;
import dev.logproof.record.tracer.SequenceRanges;
import java.util.List;
import java.util.Optional;

/** Builds a verdict on one run. Confined to one thread. */
public final class VerdictSample {
  private static final double TRACERS_PER_HOUR = 18.0 * 3600;

  private final String verdict;
  private String runId = "r1";
  private List<String> reasons = List.of();
  private long attempted = 360;
  private long acked;
  private long lost;
  private long duplicated;
  private int losingSource;
  private String lostRanges = "";
  private List<Threshold> thresholds = List.of();
  private List<Shape> shapes = List.of();
  private List<Slice> slices = List.of();
  private String engine = "scan";
  private List<Latency> latency = List.of();

  private VerdictSample(String verdict) {
    this.verdict = verdict;
  }

  /** Starts with 360 tracers, all observed once and none acknowledged. */
  public static VerdictSample of(String verdict) {
    return new VerdictSample(verdict);
  }

  /** Names the run. */
  public VerdictSample runId(String id) {
    runId = id;
    return this;
  }

  /** Sets the reasons. */
  public VerdictSample reasons(List<String> sentences) {
    reasons = sentences;
    return this;
  }

  /** Sets the tracers that were sent and those of them that were acknowledged. */
  public VerdictSample sent(long tracers, long ofThemAcked) {
    attempted = tracers;
    acked = ofThemAcked;
    return this;
  }

  /** Sets the loss, of acknowledged tracers if there are any, without saying which. */
  public VerdictSample lost(long tracers) {
    lost = tracers;
    return this;
  }

  /** Sets the loss, if there is one, and which tracers of one source it consists of. */
  public VerdictSample lost(long tracers, int source, String ranges) {
    lost = tracers;
    losingSource = source;
    lostRanges = tracers == 0 ? "" : ranges;
    return this;
  }

  /** Sets the number of copies. */
  public VerdictSample duplicated(long copies) {
    duplicated = copies;
    return this;
  }

  /** Adds thresholds. */
  public VerdictSample thresholds(Threshold... requested) {
    thresholds = List.of(requested);
    return this;
  }

  /** Adds shapes of the loss. */
  public VerdictSample shapes(Shape... found) {
    shapes = List.of(found);
    return this;
  }

  /** Puts the loss, if there is one, into the ten seconds from this time on. */
  public VerdictSample lostAt(long millis) {
    slices = lost == 0 ? List.of() : List.of(new Slice(millis, lost));
    return this;
  }

  /** Sets the engine and the latencies. */
  public VerdictSample found(String by, Latency after) {
    engine = by;
    latency = List.of(after);
    return this;
  }

  /** Builds the verdict. */
  public VerdictResult build() {
    long lostAcked = Math.min(lost, acked);
    return new VerdictResult(
        VerdictResult.VERSION,
        "0.2.0",
        verdict,
        reasons,
        List.of(runId),
        attempted,
        acked,
        attempted - lost,
        lost,
        lostAcked,
        lost - lostAcked,
        0,
        duplicated,
        0,
        0,
        0,
        attempted == 0 ? 0 : (double) (attempted - lost) / attempted,
        0.98981,
        1,
        1 - lost / TRACERS_PER_HOUR,
        sourceRanges(),
        List.of(),
        4,
        1000,
        details());
  }

  private List<SourceRanges> sourceRanges() {
    SequenceRanges ranges = SequenceRanges.parse(lostRanges);
    return lostRanges.isEmpty()
        ? List.of()
        : List.of(new SourceRanges(runId, losingSource, ranges));
  }

  private Details details() {
    return new Details(
        1,
        lost,
        "",
        Optional.empty(),
        thresholds,
        shapes,
        slices,
        0,
        engine,
        latency.stream().findFirst(),
        Optional.empty());
  }
}

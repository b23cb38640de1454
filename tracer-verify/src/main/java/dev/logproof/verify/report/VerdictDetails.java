package dev.logproof.verify.report;

import dev.logproof.record.journal.Timeline;
import dev.logproof.record.result.VerdictResult.Details;
import dev.logproof.record.result.VerdictResult.Latency;
import dev.logproof.record.result.VerdictResult.Requirement;
import dev.logproof.record.result.VerdictResult.Shape;
import dev.logproof.record.result.VerdictResult.Slice;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.result.VerdictResult.Threshold;
import dev.logproof.record.tracer.SequenceRanges.Range;
import dev.logproof.verify.check.Latencies;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.journal.Journals;
import dev.logproof.verify.journal.KnownRun;
import dev.logproof.verify.verdict.LossShape;
import dev.logproof.verify.verdict.Reliability;
import dev.logproof.verify.verdict.Requirements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Computes the details of a verdict. Confined to the main thread. */
public record VerdictDetails(Journals runs, Outcome outcome) {
  private static final long SLICE_MILLIS = 10_000;
  private static final int MAX_SLICES = 1_000;

  /**
   * Requirements and context of a verdict.
   *
   * @param tracerRate tracers per second in the article's formula
   */
  public record Asked(
      Requirements requirements, int deployments, List<Instant> starts, double tracerRate) {}

  Details of(Asked asked, String engine, Latencies latencies) {
    Requirements requirements = asked.requirements();
    int deployments = asked.deployments();
    double tracerRate = asked.tracerRate();
    double each = (double) outcome.lost() / deployments;
    Map<Long, Long> slices = slices();
    return new Details(
        deployments,
        each,
        formula(each, tracerRate),
        requirements.required().map(this::requirement),
        requirements.thresholds().stream()
            .map(t -> new Threshold(t.text(), t.value(outcome), t.holds(outcome)))
            .toList(),
        shapes(),
        slices.entrySet().stream()
            .limit(MAX_SLICES)
            .map(slice -> new Slice(slice.getKey(), slice.getValue()))
            .toList(),
        Math.max(0, slices.size() - MAX_SLICES),
        engine,
        latency(latencies),
        new DeploymentLosses(runs, outcome).of(asked.starts(), tracerRate));
  }

  private static Optional<Latency> latency(Latencies latencies) {
    return latencies.count() == 0
        ? Optional.empty()
        : Optional.of(
            new Latency(
                latencies.count(),
                latencies.percentileSeconds(50),
                latencies.percentileSeconds(90),
                latencies.percentileSeconds(99),
                latencies.maxSeconds()));
  }

  private static String formula(double lostPerDeployment, double tracerRate) {
    return String.format(
        Locale.ROOT,
        "1 - %s / (%s x 3600) = %.3f %%",
        number(lostPerDeployment),
        number(tracerRate),
        Reliability.byTheArticle(lostPerDeployment, tracerRate) * 100);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private Requirement requirement(double share) {
    return new Requirement(
        share,
        Requirements.proof(share, outcome).name().toLowerCase(Locale.ROOT),
        Reliability.tracersNeeded(share));
  }

  private List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (KnownRun run : runs.verified().values()) {
      List<SourceRanges> lost =
          outcome.ranges().lost().stream().filter(range -> range.runId().equals(run.id())).toList();
      if (!lost.isEmpty()) {
        shapes.add(LossShape.of(run.expected(), lost));
      }
    }
    return shapes;
  }

  /** Lost tracers, by start of the slice. */
  private Map<Long, Long> slices() {
    Map<Long, Long> slices = new TreeMap<>();
    for (SourceRanges lost : outcome.ranges().lost()) {
      KnownRun run = runs.verified().get(lost.runId());
      if (run != null) {
        Timeline timeline = run.journal().timelines().get(lost.source());
        lost.ranges().ranges().forEach(range -> spread(range, timeline, slices));
      }
    }
    return slices;
  }

  private static void spread(Range range, Timeline timeline, Map<Long, Long> slices) {
    long next = range.first();
    while (next <= range.last()) {
      long slice = Math.floorDiv(timeline.millisOf(next), SLICE_MILLIS) * SLICE_MILLIS;
      long inSlice = timeline.sentBefore(slice + SLICE_MILLIS) - next;
      long count = Math.min(range.last() + 1 - next, Math.max(1, inSlice));
      slices.merge(slice, count, Long::sum);
      next += count;
    }
  }
}

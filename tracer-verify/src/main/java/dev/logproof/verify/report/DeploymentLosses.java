package dev.logproof.verify.report;

import dev.logproof.record.journal.Timeline;
import dev.logproof.record.result.VerdictResult.DeploymentLoss;
import dev.logproof.record.result.VerdictResult.PerDeployment;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges.Range;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.journal.Journals;
import dev.logproof.verify.verdict.Clusters;
import dev.logproof.verify.verdict.Reliability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attributes lost tracers to deployments by their send time. Confined to one thread. */
record DeploymentLosses(Journals runs, Outcome outcome) {
  /** {@code starts} ascend; {@code tracerRate} is tracers per second in the article's formula. */
  Optional<PerDeployment> of(List<Instant> starts, double tracerRate) {
    if (starts.isEmpty()) {
      return Optional.empty();
    }
    List<DeploymentLoss> losses = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      long from = starts.get(i).toEpochMilli();
      long to = i + 1 < starts.size() ? starts.get(i + 1).toEpochMilli() : Long.MAX_VALUE;
      losses.add(new DeploymentLoss(from, attempted(from, to), lost(from, to)));
    }
    Clusters clusters = Clusters.of(losses.stream().map(DeploymentLoss::lost).toList());
    return Optional.of(
        new PerDeployment(
            losses,
            lost(0, starts.get(0).toEpochMilli()),
            clusters.mean(),
            clusters.low(),
            clusters.high(),
            clusters.losingShareHigh(),
            clusters.high().map(high -> Reliability.byTheArticle(high, tracerRate))));
  }

  private long attempted(long fromMillis, long toMillis) {
    return runs.verified().values().stream()
        .flatMap(run -> run.journal().timelines().stream())
        .mapToLong(timeline -> timeline.sentBefore(toMillis) - timeline.sentBefore(fromMillis))
        .sum();
  }

  private long lost(long fromMillis, long toMillis) {
    long lost = 0;
    for (SourceRanges ranges : outcome.ranges().lost()) {
      Timeline timeline =
          runs.verified().get(ranges.runId()).journal().timelines().get(ranges.source());
      long first = timeline.sentBefore(fromMillis);
      // The timeline ends at its last mark; later tracers count for the last deployment.
      long end = toMillis == Long.MAX_VALUE ? Long.MAX_VALUE : timeline.sentBefore(toMillis);
      for (Range range : ranges.ranges().ranges()) {
        long from = Math.max(first, range.first());
        lost += Math.max(0, Math.min(end, range.last() + 1) - from);
      }
    }
    return lost;
  }
}

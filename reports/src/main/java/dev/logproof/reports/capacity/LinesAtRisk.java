package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.PlanResult.Interval;
import dev.logproof.statistics.EventCount;
import dev.logproof.statistics.MeanInterval;
import java.util.List;
import java.util.Optional;

/**
 * Lines that a deployment loses at the planned load. Every connection is reset once, so the loss
 * grows with the rate of lines: it is measured as time, the tracers lost divided by their rate.
 *
 * @param sentence states the number and what it is based on
 */
record LinesAtRisk(PlanResult.LinesAtRisk result, String sentence) {
  static final String MEASURED = "measured";
  static final String FORMULA = "formula";

  /** By measured deployments; by the formula when there are none, or one has no verdict. */
  static LinesAtRisk of(List<Deployment> deployments, Demand demand, double roundTripSeconds) {
    if (deployments.isEmpty()) {
      return formula(demand, roundTripSeconds, "no deployment was measured");
    }
    long unknown = deployments.stream().filter(d -> !isKnown(d)).count();
    return unknown == 0
        ? measured(deployments, demand)
        : formula(
            demand,
            roundTripSeconds,
            Text.of("%d of %d deployments have no verdict", unknown, deployments.size()));
  }

  private static boolean isKnown(Deployment deployment) {
    return !deployment.verdict().verdict().equals("unknown")
        && deployment.verdict().attempted() > 0
        && deployment.load().seconds() > 0;
  }

  private static LinesAtRisk formula(Demand demand, double roundTripSeconds, String why) {
    double lines = demand.linesPerSecond() * roundTripSeconds;
    return new LinesAtRisk(
        new PlanResult.LinesAtRisk(lines, Optional.empty(), FORMULA),
        Text.of(
            "lines at risk per deployment: %,.0f, by the formula %,.0f lines/s × a round trip of"
                + " %.1f ms, for clients without acknowledgements; %s",
            lines, demand.linesPerSecond(), roundTripSeconds * 1e3, why));
  }

  private static LinesAtRisk measured(List<Deployment> deployments, Demand demand) {
    List<Double> seconds = deployments.stream().map(LinesAtRisk::lostSeconds).toList();
    MeanInterval mean = MeanInterval.of(seconds);
    Interval interval =
        mean.hasSpread()
            ? new Interval(Math.max(0, mean.low()), mean.high())
            : byCount(deployments);
    double lines = mean.mean() * demand.linesPerSecond();
    Interval ofLines =
        new Interval(
            interval.low() * demand.linesPerSecond(), interval.high() * demand.linesPerSecond());
    return new LinesAtRisk(
        new PlanResult.LinesAtRisk(lines, Optional.of(ofLines), MEASURED),
        Text.of(
            "lines at risk per deployment: %,.0f (95 %%: %,.0f to %,.0f), as in %d measured"
                + " deployments with %d of %d tracers lost, scaled to %,.0f lines/s",
            lines,
            ofLines.low(),
            ofLines.high(),
            deployments.size(),
            lost(deployments),
            deployments.stream().mapToLong(d -> d.verdict().attempted()).sum(),
            demand.linesPerSecond()));
  }

  /** Equal losses show no spread; the count of tracers still has an interval. */
  private static Interval byCount(List<Deployment> deployments) {
    EventCount count = EventCount.of(lost(deployments));
    double tracersPerSecond =
        deployments.stream().mapToDouble(LinesAtRisk::tracerRate).average().orElseThrow();
    double scale = deployments.size() * tracersPerSecond;
    return new Interval(count.low() / scale, count.high() / scale);
  }

  private static long lost(List<Deployment> deployments) {
    return deployments.stream().mapToLong(d -> d.verdict().lost()).sum();
  }

  private static double lostSeconds(Deployment deployment) {
    return deployment.verdict().lost() / tracerRate(deployment);
  }

  private static double tracerRate(Deployment deployment) {
    return deployment.verdict().attempted() / deployment.load().seconds();
  }
}

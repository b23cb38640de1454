package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Page content of one deployment. */
final class DeploymentSection {
  private DeploymentSection() {}

  static Map<String, Object> of(Deployment deployment) {
    VerdictResult verdict = deployment.verdict();
    Map<String, Object> row = new HashMap<>();
    row.put("number", deployment.number());
    row.put("rate", Numbers.megabytesPerSecond(deployment.load().achievedBytesPerSecond()));
    row.put("attempted", Numbers.count(verdict.attempted()));
    row.put("observed", Numbers.count(verdict.observed()));
    row.put("lost", Numbers.count(verdict.lost()));
    row.put("interval", interval(verdict));
    row.put("duplicated", Numbers.count(verdict.duplicated()));
    row.put("unexpected", Numbers.count(verdict.unexpected()));
    row.put("corrupt", Numbers.count(verdict.corrupt()));
    row.put("late", Numbers.count(verdict.late()));
    row.put("article", share(verdict.articleReliability(), verdict));
    row.put("verdict", verdict.verdict());
    row.put("remarks", remarks(deployment));
    row.put("stops", deployment.stops().stream().map(DeploymentSection::stop).toList());
    return row;
  }

  /** The ends are the complements of the reliability interval, swapped. */
  private static String interval(VerdictResult verdict) {
    return verdict.attempted() == 0
        ? "unknown"
        : Numbers.text(
            "%.3f–%.3f %%",
            (1 - verdict.reliabilityHigh()) * 100, (1 - verdict.reliabilityLow()) * 100);
  }

  private static String share(double value, VerdictResult verdict) {
    return verdict.attempted() == 0 ? "unknown" : Numbers.text("%.4f %%", value * 100);
  }

  private static List<String> remarks(Deployment deployment) {
    LoadResult load = deployment.load();
    VerdictResult verdict = deployment.verdict();
    List<String> remarks = new ArrayList<>();
    remarks.add(
        Numbers.text(
            "%,d events on %d connections in %.1f s, asked for %s; %,d reconnects, %,d events"
                + " resent; stopped by %s",
            load.events(),
            load.connections(),
            load.seconds(),
            Numbers.megabytesPerSecond(load.targetBytesPerSecond()),
            load.reconnects(),
            load.resentEvents(),
            load.stopReason()));
    load.invalidReasons().forEach(reason -> remarks.add("load invalid: " + reason));
    remarks.addAll(verdict.reasons());
    verdict.lostRanges().forEach(ranges -> remarks.add("lost: " + ranges(ranges)));
    verdict.duplicatedRanges().forEach(ranges -> remarks.add("duplicated: " + ranges(ranges)));
    return remarks;
  }

  private static String ranges(SourceRanges ranges) {
    return "run " + ranges.runId() + ", source " + ranges.source() + ": " + ranges.ranges();
  }

  private static Map<String, Object> stop(Stop stop) {
    return Map.of(
        "task", stop.task(),
        "sigterm", Instant.ofEpochMilli(stop.sigtermAtMillis()).toString(),
        "seconds", Numbers.text("%.2f s", stop.stopMillis() / 1e3),
        "killed", stop.killed() ? "SIGKILL" : "by itself",
        "exitCode", stop.exitCode(),
        "accounting", stop.accounting().isBlank() ? "none" : stop.accounting());
  }
}

package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.reports.page.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** Load, losses and stops of one deployment. */
final class DeploymentDetails {
  private DeploymentDetails() {}

  /**
   * Details of one deployment, open if there is something to look at.
   *
   * @param index in the JSON
   */
  static Block of(int index, Deployment deployment) {
    String name = deployment.target() + ", deployment " + deployment.number();
    List<String> remarks = remarks(deployment);
    if (deployment.stops().isEmpty()) {
      remarks.add("No stop of a task was recorded.");
    }
    boolean notable =
        !deployment.verdict().verdict().equals("pass")
            || !deployment.load().valid()
            || deployment.stops().isEmpty();
    return new Block.More(name, notable, remarks, stops(index, deployment, name));
  }

  private static Table stops(int index, Deployment deployment, String name) {
    Table table =
        new Table(
            "deployments." + index + ".stops",
            "Stops, " + name,
            Column.text("task stopped", "task"),
            Column.text("SIGTERM, UTC", "sigtermAtMillis"),
            Column.number("stopped within", "stopMillis"),
            Column.text("ended", "killed"),
            Column.number("exit code", "exitCode"),
            Column.text("last words", "accounting"));
    for (Stop stop : deployment.stops()) {
      table.row(
          Cell.text(stop.task()),
          Cell.time(stop.sigtermAtMillis()),
          new Cell(
              Numbers.text("%.2f s", stop.stopMillis() / 1e3),
              Long.toString(stop.stopMillis()),
              ""),
          new Cell(
              stop.killed() ? "SIGKILL" : "by itself", Boolean.toString(stop.killed()), "text"),
          Cell.count(stop.exitCode()),
          new Cell(
              stop.accounting().isBlank() ? "none" : stop.accounting(),
              stop.accounting(),
              "text code"));
    }
    return table;
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
    if (verdict.details().slicesLeftOut() > 0) {
      remarks.add(
          verdict.details().slicesLeftOut()
              + " further slices of 10 s with a loss are in no chart over time");
    }
    return remarks;
  }

  private static String ranges(SourceRanges ranges) {
    return "run " + ranges.runId() + ", source " + ranges.source() + ": " + ranges.ranges();
  }
}

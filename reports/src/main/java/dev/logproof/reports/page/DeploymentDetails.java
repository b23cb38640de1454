package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.SourceRanges;
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
    return ListTable.of("deployments." + index + ".stops", "Stops, " + name, deployment.stops())
        .text("task stopped", "task", Stop::task)
        .textCell("SIGTERM, UTC", "sigtermAtMillis", stop -> Cell.time(stop.sigtermAtMillis()))
        .number("stopped within", "stopMillis", DeploymentDetails::duration)
        .textCell("ended", "killed", DeploymentDetails::ended)
        .count("exit code", "exitCode", Stop::exitCode)
        .textCell("last words", "accounting", DeploymentDetails::lastWords)
        .build();
  }

  private static Cell duration(Stop stop) {
    String seconds = Numbers.text("%.2f s", stop.stopMillis() / 1e3);
    return new Cell(seconds, Long.toString(stop.stopMillis()), "");
  }

  private static Cell ended(Stop stop) {
    String how = stop.killed() ? "SIGKILL" : "by itself";
    return new Cell(how, Boolean.toString(stop.killed()), "text");
  }

  private static Cell lastWords(Stop stop) {
    String words = stop.accounting();
    return new Cell(words.isBlank() ? "none" : words, words, "text code");
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

package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Machine;
import dev.logproof.record.result.PlanResult;
import dev.logproof.reports.figure.ClosingTable;
import dev.logproof.reports.figure.Figure;
import dev.logproof.reports.figure.RunVerdict;
import dev.logproof.reports.run.RunState;
import dev.logproof.reports.run.StoredRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Maps the page's parts to the template's names. */
final class Sections {
  private Sections() {}

  static Map<String, Object> of(StoredRun run) {
    ExperimentResult result = run.result();
    List<Figure> figures = ClosingTable.of(result);
    RunVerdict verdict = RunVerdict.of(result, figures);
    Map<String, Object> page = new HashMap<>();
    page.put("runId", result.runId());
    page.put("experiment", result.experiment());
    page.put("verdict", verdict.word());
    page.put("sentence", verdict.sentence());
    page.put("banner", banner(result));
    page.put("facts", facts(result));
    page.put("figures", figures.stream().map(Sections::figure).toList());
    page.put("sweep", SweepSection.of(result.sweep()));
    page.put("chartData", SweepSection.chartData(result.sweep()));
    page.put("deployments", result.deployments().stream().map(DeploymentSection::of).toList());
    page.put("hasDeployments", !result.deployments().isEmpty());
    page.put("plan", result.plan().stream().map(Sections::plan).toList());
    page.put("unplanned", result.plan().isEmpty());
    page.put("again", "./reproduce --seed " + result.seed());
    return page;
  }

  private static List<Map<String, Object>> banner(ExperimentResult result) {
    RunState state = RunState.of(result);
    String meaning =
        switch (state) {
          case COMPLETE -> "";
          case RUNNING -> "This run is still in progress; this page shows its results so far.";
          case INTERRUPTED ->
              "This run was interrupted: its process, "
                  + result.pid()
                  + ", ended before the run was complete. The page shows the results until then.";
          case FAILED -> "This run failed. The page shows the results until then.";
        };
    return state == RunState.COMPLETE
        ? List.of()
        : List.of(
            Map.of(
                "state", state.word(),
                "meaning", meaning,
                "step", result.step(),
                "message", result.message(),
                "updatedAt", result.updatedAt()));
  }

  private static List<Map<String, Object>> facts(ExperimentResult result) {
    Machine machine = result.machine();
    List<Map<String, Object>> facts = new ArrayList<>();
    facts.add(fact("run", result.runId()));
    facts.add(fact("status", RunState.of(result).word()));
    facts.add(fact("started", result.startedAt()));
    facts.add(fact("last written", result.updatedAt()));
    facts.add(fact("seed", Long.toString(result.seed())));
    facts.add(fact("logproof", result.logproofVersion()));
    facts.add(fact("operating system", machine.os()));
    facts.add(fact("processors", Integer.toString(machine.processors())));
    facts.add(fact("memory", Numbers.mebibytes(machine.memoryBytes())));
    facts.add(fact("Java", machine.java()));
    return facts;
  }

  private static Map<String, Object> fact(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  private static Map<String, Object> figure(Figure figure) {
    return Map.of(
        "name", figure.name(),
        "article", figure.article(),
        "measured", figure.shown(),
        "note", figure.note(),
        "class", figure.state() == Figure.State.KNOWN ? "known" : "unknown");
  }

  private static Map<String, Object> plan(PlanResult plan) {
    return Map.of(
        "minTasks", plan.minTasks(),
        "maxTasks", plan.maxTasks(),
        "load", Numbers.megabytesPerSecond(plan.loadBytesPerSecond()),
        "perTask", Numbers.megabytesPerSecond(plan.perTaskBytesPerSecond()),
        "basis", plan.basis(),
        "explanation", plan.explanation());
  }
}

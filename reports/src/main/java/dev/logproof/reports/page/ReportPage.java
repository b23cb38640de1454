package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.reports.figure.ClosingTable;
import dev.logproof.reports.figure.Figure;
import dev.logproof.reports.figure.RunVerdict;
import dev.logproof.reports.figure.Targets;
import dev.logproof.reports.load.RunLatencies;
import dev.logproof.reports.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Renders an experiment as one self-contained HTML page. All text from a run is escaped. */
public final class ReportPage {
  private ReportPage() {}

  /** Renders {@code result} as HTML. */
  public static String of(ExperimentResult result, RunLatencies latencies) {
    List<Figure> figures = ClosingTable.of(result);
    RunVerdict verdict = RunVerdict.of(result, figures);
    return Document.render(
        new Document.Content(
            "logproof · " + result.experiment() + " · " + result.runId(),
            verdict.word(),
            Cell.known(verdict.word()),
            verdict.sentence(),
            banner(result),
            FigureSection.tiles(figures),
            sections(result, figures, latencies),
            List.of(
                Document.Data.of("run-json", "run.json", result),
                Document.Data.of(
                    "summary-json",
                    "summary.json",
                    Map.of(
                        "verdict", verdict.word(),
                        "reason", verdict.sentence(),
                        "figures", figures)),
                Document.Data.of("latency-json", "latency.json", latencies.groups()))));
  }

  private static List<Section> sections(
      ExperimentResult result, List<Figure> figures, RunLatencies latencies) {
    List<String> targets = Targets.of(result);
    List<Section> sections = new ArrayList<>();
    sections.add(FigureSection.of(result, figures));
    sections.add(MethodSection.of(result));
    sections.add(TimeSection.of(result));
    sections.add(CpuSection.of(result));
    sections.add(KneeSection.of(result));
    sections.add(LatencySection.of(latencies, targets));
    sections.add(DeploymentSection.of(result.deployments()));
    sections.add(FaultSection.of(result.faults()));
    sections.add(ScaleSection.of(result.scale(), targets));
    sections.add(PlanSection.of(result));
    List<Section> held = new ArrayList<>(sections.stream().filter(s -> !s.holdsNothing()).toList());
    List<String> missing =
        sections.stream().filter(Section::holdsNothing).map(Section::whatIsMissing).toList();
    if (!missing.isEmpty()) {
      held.add(
          new Section("missing", "What this run does not hold", List.of(new Block.Items(missing))));
    }
    held.add(OriginSection.of(result));
    return held;
  }

  private static List<Document.Banner> banner(ExperimentResult result) {
    RunState state = RunState.of(result);
    String meaning =
        switch (state) {
          case COMPLETE -> "";
          case RUNNING -> "This run is still in progress; this page shows its results so far.";
          case INTERRUPTED ->
              "This run was interrupted: its process, "
                  + result.pid()
                  + ", ended before the run was complete. The page shows the results until then.";
          case PARTIAL ->
              "This run was stopped before its end. The page shows the results until then; the"
                  + " experiment can be resumed.";
          case FAILED -> "This run failed. The page shows the results until then.";
        };
    return state == RunState.COMPLETE
        ? List.of()
        : List.of(
            new Document.Banner(
                state.word(), meaning, result.step(), result.message(), result.updatedAt()));
  }
}

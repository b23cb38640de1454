package dev.logproof.experiment.compare;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.MeasuredTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Figures of a run with the workload that they were measured under.
 *
 * @param name of the run, for messages
 * @param remarks what a reader has to know about the figures
 */
public record RunFigures(
    String name, Workload workload, List<Figure> figures, List<String> remarks) {
  /** Copies the lists. */
  public RunFigures {
    figures = List.copyOf(figures);
    remarks = List.copyOf(remarks);
  }

  /** Reads all figures that {@code run} measured. */
  public static RunFigures of(ExperimentResult run) {
    List<Figure> figures = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (!run.status().equals("complete")) {
      remarks.add("run %s is %s: %s".formatted(run.runId(), run.status(), run.message()));
    }
    for (String target : targets(run)) {
      figures.addAll(SweepFigures.of(run, target));
      DeploymentFigures deployments = DeploymentFigures.of(run, target);
      figures.addAll(deployments.figures());
      remarks.addAll(deployments.remarks());
    }
    return new RunFigures(run.runId(), Workload.of(run), figures, remarks);
  }

  private static Set<String> targets(ExperimentResult run) {
    Set<String> names = new TreeSet<>();
    run.targets().stream().map(MeasuredTarget::name).forEach(names::add);
    run.sweep().forEach(point -> names.add(point.target()));
    run.knees().forEach(knee -> names.add(knee.target()));
    run.deployments().forEach(deployment -> names.add(deployment.target()));
    return names;
  }

  /** Names of the targets with figures. */
  Set<String> targets() {
    Set<String> names = new TreeSet<>();
    figures.forEach(figure -> names.add(figure.target()));
    return names;
  }

  /** The figures of one target. */
  List<Figure> of(String target) {
    return figures.stream().filter(figure -> figure.target().equals(target)).toList();
  }

  /** Every second repetition: the first (0) or the second (1) one, and so on. */
  RunFigures half(int first) {
    return new RunFigures(
        name,
        workload,
        figures.stream()
            .map(figure -> figure.half(first))
            .filter(figure -> !figure.values().isEmpty())
            .toList(),
        remarks);
  }
}

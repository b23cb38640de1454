package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.reports.run.SteadyRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares published figures with the measured ones. A suite's table has the figures that the suite
 * is there to measure, whether it did or not, and all others that were measured.
 */
public final class ClosingTable {
  private static final Set<String> WITHOUT_RATES = Set.of("deployment", "faults", "scale", "soak");
  private static final Set<String> WITHOUT_DEPLOYMENTS =
      Set.of("throughput", "faults", "scale", "soak");
  private static final Set<String> WITHOUT_PLAN =
      Set.of("throughput", "deployment", "faults", "scale", "soak");

  private ClosingTable() {}

  /** Builds the table of a run in any state. */
  public static List<Figure> of(ExperimentResult result) {
    List<String> targets = Targets.of(result);
    List<Figure> figures = new ArrayList<>();
    targets.forEach(target -> figures.addAll(of(result, target)));
    if (result.plan().isPresent() || !WITHOUT_PLAN.contains(result.experiment())) {
      String planned = targets.get(0);
      RateFigures rates = new RateFigures(result, planned);
      figures.add(result.plan().map(rates::minTasks).orElseGet(rates::notPlanned));
    }
    figures.addAll(missing(result, targets.get(0)));
    return FigureRow.of(figures).stream().flatMap(row -> row.figures().stream()).toList();
  }

  private static List<Figure> of(ExperimentResult result, String target) {
    List<Figure> figures = new ArrayList<>();
    boolean rates =
        result.sweep().stream().anyMatch(point -> point.target().equals(target))
            || result.knees().stream().anyMatch(knee -> knee.target().equals(target));
    if (rates || !WITHOUT_RATES.contains(result.experiment())) {
      figures.addAll(new RateFigures(result, target).all());
    }
    figures.addAll(SteadyFigures.of(result, target));
    boolean deployed = result.deployments().stream().anyMatch(d -> d.target().equals(target));
    if (deployed || !WITHOUT_DEPLOYMENTS.contains(result.experiment())) {
      figures.addAll(new DeploymentFigures(target, result.deployments()).all());
    }
    result.faults().stream()
        .filter(fault -> fault.target().equals(target) && !SteadyRate.is(fault))
        .forEach(fault -> figures.add(CaseFigures.of(fault)));
    result.scale().stream()
        .filter(scale -> scale.target().equals(target))
        .forEach(scale -> figures.add(CaseFigures.of(scale)));
    return figures;
  }

  private static List<Figure> missing(ExperimentResult result, String target) {
    return switch (result.experiment()) {
      case "faults" ->
          result.faults().isEmpty()
              ? List.of(none(target, "faults", "no fault was made"))
              : List.of();
      case "scale" ->
          result.scale().isEmpty()
              ? List.of(none(target, "load taken by added tasks", "no scale-out was made"))
              : List.of();
      case "soak" ->
          result.sweep().isEmpty() && result.faults().isEmpty() && result.deployments().isEmpty()
              ? List.of(none(target, "soak", "nothing was verified"))
              : List.of();
      default -> List.of();
    };
  }

  private static Figure none(String target, String name, String why) {
    return Figure.unknown(target, name, "–", why);
  }
}

package dev.logproof.experiment.compare;

import dev.logproof.experiment.compare.Figure.Kind;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.Finding;
import dev.logproof.record.result.LoadResult.Latency;
import dev.logproof.record.result.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Figures of rolling deployments. The deployment is the unit of repetition, and for memory the
 * task, since each task is a new process.
 */
record DeploymentFigures(List<Figure> figures, List<String> remarks) {
  private static final double MEGABYTE = 1e6;

  /** How phases of deployments begin, see {@link Sample#phase}. */
  private static final String PHASE = "deployment";

  static DeploymentFigures of(ExperimentResult run, String target) {
    List<Deployment> all = Finding.of(run.deployments(), target);
    List<Deployment> known = all.stream().filter(DeploymentFigures::isKnown).toList();
    List<String> remarks = new ArrayList<>();
    if (known.size() < all.size()) {
      remarks.add(
          "run %s: %d of %d deployments of %s left out: load not offered, or no verdict"
              .formatted(run.runId(), all.size() - known.size(), all.size(), target));
    }
    List<Figure> figures = new ArrayList<>();
    add(figures, target, "lost per deployment", "", Kind.COUNTS, known, d -> d.verdict().lost());
    add(
        figures,
        target,
        "duplicated per deployment",
        "",
        Kind.COUNTS,
        known,
        made -> made.verdict().duplicated());
    List<Deployment> stopped = known.stream().filter(made -> !made.stops().isEmpty()).toList();
    add(figures, target, "stop time", "ms", Kind.MEANS, stopped, DeploymentFigures::stopMillis);
    figures.addAll(latencies(target, known));
    figures.addAll(memory(run, target));
    return new DeploymentFigures(figures, remarks);
  }

  private static boolean isKnown(Deployment made) {
    return made.load().valid()
        && !made.verdict().verdict().equals("unknown")
        && made.verdict().attempted() > 0;
  }

  private static double stopMillis(Deployment made) {
    return made.stops().stream().mapToLong(Stop::stopMillis).average().orElseThrow();
  }

  private static void add(
      List<Figure> to,
      String target,
      String name,
      String unit,
      Kind kind,
      List<Deployment> made,
      ToDoubleFunction<Deployment> value) {
    if (!made.isEmpty()) {
      List<Double> values = made.stream().map(value::applyAsDouble).toList();
      to.add(Figure.of(target, name, unit, kind, true, values));
    }
  }

  /** Times from the moment that an event was due; others hide a queue. */
  private static List<Figure> latencies(String target, List<Deployment> known) {
    Map<String, List<Double>> values = new TreeMap<>();
    for (Deployment made : known) {
      for (Latency latency : made.load().latencies()) {
        if (latency.kind().endsWith("-corrected")) {
          String name = "latency " + latency.kind();
          values.computeIfAbsent(name + " p50", key -> new ArrayList<>()).add(latency.p50Millis());
          values.computeIfAbsent(name + " p99", key -> new ArrayList<>()).add(latency.p99Millis());
        }
      }
    }
    return values.entrySet().stream()
        .map(of -> Figure.of(target, of.getKey(), "ms", Kind.MEANS, true, of.getValue()))
        .toList();
  }

  private static List<Figure> memory(ExperimentResult run, String target) {
    Map<String, Double> peaks = new TreeMap<>();
    run.samples().stream()
        .filter(sample -> sample.target().equals(target) && sample.phase().startsWith(PHASE))
        .flatMap(sample -> sample.tasks().stream())
        .forEach(task -> peaks.merge(task.name(), task.residentBytes() / MEGABYTE, Math::max));
    return peaks.isEmpty()
        ? List.of()
        : List.of(
            Figure.of(
                target,
                "peak resident memory per task",
                "MB",
                Kind.MEANS,
                true,
                List.copyOf(peaks.values())));
  }
}

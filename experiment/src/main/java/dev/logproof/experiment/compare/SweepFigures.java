package dev.logproof.experiment.compare;

import dev.logproof.experiment.compare.Figure.Kind;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Finding;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Knee.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Figures of one task under a sweep of rates: CPU, memory and knee. */
final class SweepFigures {
  private static final double MEGABYTE = 1e6;
  private static final double MILLIS = 1e3;

  private SweepFigures() {}

  static List<Figure> of(ExperimentResult run, String target) {
    List<Knee> knees = Finding.of(run.knees(), target);
    List<LoadPoint> held =
        run.sweep().stream()
            .filter(point -> point.target().equals(target) && point.held())
            .filter(point -> point.cpuCores() > 0 && point.achievedBytesPerSecond() > 0)
            .toList();
    List<Figure> figures = new ArrayList<>();
    if (!held.isEmpty()) {
      figures.addAll(points(target, held, limit(knees)));
    }
    List<Knee> found = knees.stream().filter(SweepFigures::isBounded).toList();
    if (!found.isEmpty()) {
      figures.add(knee(target, found));
    }
    return figures;
  }

  /** Above a confirmed knee CPU is not linear. */
  private static double limit(List<Knee> knees) {
    return knees.stream()
        .filter(knee -> knee.state() == Knee.State.CONFIRMED)
        .mapToDouble(Knee::bytesPerSecond)
        .max()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static List<Figure> points(String target, List<LoadPoint> held, double limit) {
    List<Figure> figures = new ArrayList<>();
    Map<Double, List<LoadPoint>> byRate =
        held.stream()
            .collect(
                Collectors.groupingBy(
                    LoadPoint::offeredBytesPerSecond, TreeMap::new, Collectors.toList()));
    byRate.forEach(
        (rate, points) ->
            figures.add(
                new Figure(
                    target,
                    "CPU per MB at " + text(rate),
                    "ms",
                    Kind.MEANS,
                    true,
                    List.of(rate),
                    values(points, SweepFigures::cpuPerMegabyte))));
    List<Double> rates = values(held, LoadPoint::offeredBytesPerSecond);
    List<LoadPoint> line =
        held.stream().filter(point -> point.offeredBytesPerSecond() <= limit).toList();
    figures.add(
        new Figure(
            target,
            "CPU per MB, all common rates",
            "ms",
            Kind.PAIRS,
            true,
            rates,
            values(held, SweepFigures::cpuPerMegabyte)));
    figures.add(
        new Figure(
            target,
            "CPU slope",
            "ms per MB",
            Kind.SLOPE,
            true,
            values(line, point -> point.offeredBytesPerSecond() / MEGABYTE),
            values(line, point -> point.cpuCores() * MILLIS)));
    figures.add(
        new Figure(
            target,
            "resident memory, all common rates",
            "MB",
            Kind.PAIRS,
            true,
            rates,
            values(held, point -> point.residentBytes() / MEGABYTE)));
    return figures;
  }

  /** One core for a second is 1,000 ms. */
  private static double cpuPerMegabyte(LoadPoint point) {
    return point.cpuCores() * MILLIS / (point.achievedBytesPerSecond() / MEGABYTE);
  }

  private static Figure knee(String target, List<Knee> knees) {
    return new Figure(
        target,
        "knee",
        "MB/s",
        Kind.BRACKETS,
        false,
        values(knees, knee -> knee.bytesPerSecond() / MEGABYTE),
        values(knees, knee -> upperEnd(knee) / MEGABYTE));
  }

  /** Without any held rate, the knee lies between 0 and the lowest rate that was not held. */
  private static boolean isBounded(Knee knee) {
    return knee.bytesPerSecond() > 0 || Double.isFinite(upperEnd(knee));
  }

  /** Lowest rate above the knee that was not held. */
  private static double upperEnd(Knee knee) {
    return knee.trials().stream()
        .filter(trial -> trial.valid() && !trial.held())
        .mapToDouble(Trial::offeredBytesPerSecond)
        .filter(rate -> rate > knee.bytesPerSecond())
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static <T> List<Double> values(List<T> of, ToDoubleFunction<T> value) {
    return of.stream().map(value::applyAsDouble).toList();
  }

  static String text(double bytesPerSecond) {
    return String.format(Locale.ROOT, "%.2f MB/s", bytesPerSecond / MEGABYTE);
  }
}

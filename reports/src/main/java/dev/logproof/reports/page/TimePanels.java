package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.record.result.VerdictResult.Slice;
import dev.logproof.reports.page.chart.Point;
import dev.logproof.reports.page.chart.TimePanel;
import dev.logproof.reports.page.chart.TimePanel.Bar;
import dev.logproof.reports.page.chart.TimePanel.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Measurements of a run over time, one chart each. */
record TimePanels(ExperimentResult result, List<String> targets) {
  private static final String NO_SAMPLES = "not measured: the run holds no samples";
  private static final String NO_VERDICT = "not measured: nothing was verified";
  private static final long SLICE_MILLIS = 10_000;

  List<TimePanel> all() {
    return List.of(
        rate(),
        perTask("CPU per task, cores", t -> OptionalDouble.of(t.cpuCores()), false),
        perTask(
            "memory per task, MiB",
            t -> OptionalDouble.of(t.residentBytes() / (double) (1 << 20)),
            false),
        perTask("connections per task", TimePanels::connections, true),
        backlog(),
        counts("tracers lost", VerdictResult::lost, true),
        counts("tracers duplicated", VerdictResult::duplicated, false));
  }

  private static OptionalDouble connections(Sample.Task task) {
    return task.connections().stream().asDoubleStream().findFirst();
  }

  private String missing(String what) {
    return result.samples().isEmpty() ? NO_SAMPLES : "not measured: " + what;
  }

  private TimePanel rate() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      lines.add(new Line(i, "faint", points(i, s -> s.offeredBytesPerSecond() / 1e6)));
    }
    for (int i = 0; i < targets.size(); i++) {
      lines.add(new Line(i, "", points(i, s -> s.writtenBytesPerSecond() / 1e6)));
    }
    return new TimePanel("rate, MB/s", lines, List.of(), false, NO_SAMPLES);
  }

  private List<Point> points(int target, ToDoubleFunction<Sample> value) {
    return result.samples().stream()
        .filter(sample -> sample.target().equals(targets.get(target)))
        .map(sample -> new Point(sample.atMillis(), value.applyAsDouble(sample)))
        .toList();
  }

  private TimePanel perTask(
      String title, Function<Sample.Task, OptionalDouble> value, boolean counts) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      Map<String, List<Point>> byTask = new LinkedHashMap<>();
      for (Sample sample : result.samples()) {
        if (sample.target().equals(targets.get(i))) {
          for (Sample.Task task : sample.tasks()) {
            List<Point> points = byTask.computeIfAbsent(task.name(), name -> new ArrayList<>());
            value.apply(task).ifPresent(it -> points.add(new Point(sample.atMillis(), it)));
          }
        }
      }
      int series = i;
      byTask.values().forEach(points -> lines.add(new Line(series, "", points)));
    }
    return new TimePanel(title, lines, List.of(), counts, missing("no task reports it"));
  }

  private TimePanel backlog() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      String target = targets.get(i);
      List<Point> points =
          result.samples().stream()
              .filter(s -> s.target().equals(target) && s.backlogEvents().isPresent())
              .map(s -> new Point(s.atMillis(), s.backlogEvents().getAsLong()))
              .toList();
      lines.add(new Line(i, "", points));
    }
    return new TimePanel(
        "backlog, events", lines, List.of(), true, missing("no task reports its backlog"));
  }

  /**
   * Counts at the time of their deployment or fault.
   *
   * @param sliced whether the verdict knows the time of each
   */
  private TimePanel counts(String title, ToDoubleFunction<VerdictResult> count, boolean sliced) {
    List<Bar> bars = new ArrayList<>();
    for (Deployment deployment : result.deployments()) {
      String name = deployment.target() + ", deployment " + deployment.number();
      StopWindow window = StopWindow.of(deployment);
      bars.addAll(bars(deployment.target(), name, deployment.verdict(), count, window, sliced));
    }
    for (FaultRow fault : result.faults()) {
      String name = fault.target() + ", " + fault.fault();
      StopWindow window = new StopWindow(fault.fromMillis(), fault.toMillis());
      bars.addAll(bars(fault.target(), name, fault.verdict(), count, window, sliced));
    }
    return new TimePanel(title, List.of(), bars, true, NO_VERDICT);
  }

  private List<Bar> bars(
      String target,
      String name,
      VerdictResult verdict,
      ToDoubleFunction<VerdictResult> count,
      StopWindow window,
      boolean sliced) {
    int series = targets.indexOf(target);
    if (verdict.verdict().equals("unknown")) {
      return List.of();
    }
    List<Slice> slices = verdict.details().slices();
    double total = count.applyAsDouble(verdict);
    if (!sliced || slices.isEmpty() || total == 0) {
      String text = Numbers.text("%s: %,.0f", name, total);
      return List.of(new Bar(series, window.fromMillis(), window.toMillis(), total, text));
    }
    return slices.stream()
        .map(
            slice ->
                new Bar(
                    series,
                    slice.startMillis(),
                    slice.startMillis() + SLICE_MILLIS,
                    slice.lost(),
                    Numbers.text("%s: %,d in 10 s", name, slice.lost())))
        .toList();
  }
}

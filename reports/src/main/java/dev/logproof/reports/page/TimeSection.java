package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.VerdictResult.Slice;
import dev.logproof.reports.figure.Targets;
import dev.logproof.reports.page.Table.Column;
import dev.logproof.reports.page.chart.ChartText;
import dev.logproof.reports.page.chart.Shade;
import dev.logproof.reports.page.chart.TimeChart;
import dev.logproof.reports.page.chart.TimePanel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The run over time, on one axis. */
final class TimeSection {
  /** A longer table would be most of the page; the JSON has every sample. */
  private static final int MOST_ROWS = 3_600;

  private TimeSection() {}

  static Section of(ExperimentResult result) {
    List<String> targets = Targets.of(result);
    List<TimePanel> panels = new TimePanels(result, targets).all();
    List<Shade> shades = TimeShades.of(result);
    List<Block> blocks = new ArrayList<>();
    if (result.samples().isEmpty()) {
      blocks.add(
          new Block.Missing(
              "The run holds no samples: rate, CPU, memory, connections and backlog over time are"
                  + " unknown."));
    }
    blocks.add(
        Block.Chart.of(
            TimeChart.draw(
                new ChartText(
                    "time",
                    "The run over time",
                    "Seven charts on one time axis: "
                        + "rate offered and written, CPU, memory and connections of each task,"
                        + " backlog, and tracers lost and duplicated of "
                        + String.join(", ", targets)
                        + ". Deployments, faults and trouble of the measurement are shaded. The"
                        + " tables below hold every value."),
                targets,
                panels,
                shades),
            "One line per task; a line ends where its task was stopped. Lost tracers are counted in"
                + " slices of 10 s; duplicates have the time of their deployment or fault. A flat"
                + " bar is a measured 0. Striped parts are trouble of the load generator or the"
                + " machine, and say nothing about a target."));
    if (!result.samples().isEmpty()) {
      blocks.addAll(samples(result.samples()));
    }
    if (!result.periods().isEmpty()) {
      blocks.add(new Block.Folded(periods(result)));
    }
    for (int i = 0; i < result.deployments().size(); i++) {
      Deployment deployment = result.deployments().get(i);
      if (!deployment.verdict().details().slices().isEmpty()) {
        blocks.add(new Block.Folded(slices(i, deployment)));
      }
    }
    return new Section("time", "The run over time", blocks);
  }

  private static List<Block> samples(List<Sample> samples) {
    int every = (samples.size() + MOST_ROWS - 1) / MOST_ROWS;
    Table table =
        new Table(
            every == 1 ? "samples" : "",
            "Samples",
            Column.text("time, UTC", "atMillis"),
            Column.text("target", "target"),
            Column.text("phase", "phase"),
            Column.number("offered", "offeredBytesPerSecond"),
            Column.number("written", "writtenBytesPerSecond"),
            Column.number("tasks", ""),
            Column.number("cores", ""),
            Column.number("resident", ""),
            Column.number("connections", ""),
            Column.number("backlog", "backlogEvents"));
    for (int i = 0; i < samples.size(); i += every) {
      table.row(row(samples.get(i)));
    }
    List<Block> blocks = new ArrayList<>(List.of(new Block.Folded(table)));
    if (every > 1) {
      blocks.add(
          new Block.Remark(
              Numbers.text(
                  "The table holds every %dth of %,d samples; the JSON holds all.",
                  every, samples.size())));
    }
    return blocks;
  }

  private static List<Cell> row(Sample sample) {
    List<Sample.Task> tasks = sample.tasks();
    boolean counted =
        !tasks.isEmpty() && tasks.stream().allMatch(task -> task.connections().isPresent());
    return List.of(
        Cell.time(sample.atMillis()),
        Cell.text(sample.target()),
        Cell.text(sample.phase()),
        Cell.rate(sample.offeredBytesPerSecond()),
        Cell.rate(sample.writtenBytesPerSecond()),
        Cell.count(tasks.size()),
        Cell.number("%.3f", tasks.stream().mapToDouble(Sample.Task::cpuCores).sum()),
        Cell.bytes(tasks.stream().mapToLong(Sample.Task::residentBytes).sum()),
        counted
            ? Cell.count(tasks.stream().mapToLong(t -> t.connections().orElse(0)).sum())
            : Cell.unknown("unknown"),
        sample.backlogEvents().isPresent()
            ? Cell.count(sample.backlogEvents().getAsLong())
            : Cell.unknown("unknown"));
  }

  private static Table periods(ExperimentResult result) {
    Table table =
        new Table(
            "periods",
            "Periods",
            Column.text("kind", "kind"),
            Column.text("target", "target"),
            Column.text("from, UTC", "fromMillis"),
            Column.text("to, UTC", "toMillis"),
            Column.text("what happened", "text"));
    result
        .periods()
        .forEach(
            p ->
                table.row(
                    new Cell(
                        p.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        p.kind().name(),
                        "text"),
                    new Cell(p.target().isEmpty() ? "all" : p.target(), p.target(), "text"),
                    Cell.time(p.fromMillis()),
                    Cell.time(p.toMillis()),
                    Cell.text(p.text())));
    return table;
  }

  private static Table slices(int index, Deployment deployment) {
    Table table =
        new Table(
            "deployments." + index + ".verdict.details.slices",
            "Lost over time, " + deployment.target() + ", deployment " + deployment.number(),
            Column.text("ten seconds from, UTC", "startMillis"),
            Column.number("lost", "lost"));
    for (Slice slice : deployment.verdict().details().slices()) {
      table.row(Cell.time(slice.startMillis()), Cell.count(slice.lost()));
    }
    return table;
  }
}

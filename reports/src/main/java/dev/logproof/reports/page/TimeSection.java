package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.VerdictResult.Slice;
import dev.logproof.reports.figure.Targets;
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
    List<Sample> shown = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += every) {
      shown.add(samples.get(i));
    }
    Table table = table(every == 1 ? "samples" : "", shown);
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

  private static Table table(String source, List<Sample> samples) {
    return ListTable.of(source, "Samples", samples)
        .textCell("time, UTC", "atMillis", sample -> Cell.time(sample.atMillis()))
        .text("target", "target", Sample::target)
        .text("phase", "phase", Sample::phase)
        .number("offered", "offeredBytesPerSecond", s -> Cell.rate(s.offeredBytesPerSecond()))
        .number("written", "writtenBytesPerSecond", s -> Cell.rate(s.writtenBytesPerSecond()))
        .count("tasks", "", sample -> sample.tasks().size())
        .number("cores", "", sample -> Cell.number("%.3f", cores(sample)))
        .number("resident", "", sample -> Cell.bytes(residentBytes(sample)))
        .number("connections", "", TimeSection::connections)
        .number("backlog", "backlogEvents", TimeSection::backlog)
        .build();
  }

  private static double cores(Sample sample) {
    return sample.tasks().stream().mapToDouble(Sample.Task::cpuCores).sum();
  }

  private static long residentBytes(Sample sample) {
    return sample.tasks().stream().mapToLong(Sample.Task::residentBytes).sum();
  }

  private static Cell connections(Sample sample) {
    List<Sample.Task> tasks = sample.tasks();
    boolean counted =
        !tasks.isEmpty() && tasks.stream().allMatch(task -> task.connections().isPresent());
    return counted
        ? Cell.count(tasks.stream().mapToLong(task -> task.connections().orElse(0)).sum())
        : Cell.unknown("unknown");
  }

  private static Cell backlog(Sample sample) {
    return sample.backlogEvents().isPresent()
        ? Cell.count(sample.backlogEvents().getAsLong())
        : Cell.unknown("unknown");
  }

  private static Table periods(ExperimentResult result) {
    return ListTable.of("periods", "Periods", result.periods())
        .textCell("kind", "kind", TimeSection::kind)
        .textCell("target", "target", TimeSection::target)
        .textCell("from, UTC", "fromMillis", period -> Cell.time(period.fromMillis()))
        .textCell("to, UTC", "toMillis", period -> Cell.time(period.toMillis()))
        .text("what happened", "text", Period::text)
        .build();
  }

  private static Cell kind(Period period) {
    String name = period.kind().name();
    return new Cell(name.toLowerCase(Locale.ROOT).replace('_', ' '), name, "text");
  }

  private static Cell target(Period period) {
    return new Cell(period.target().isEmpty() ? "all" : period.target(), period.target(), "text");
  }

  private static Table slices(int index, Deployment deployment) {
    return ListTable.of(
            "deployments." + index + ".verdict.details.slices",
            "Lost over time, " + deployment.target() + ", deployment " + deployment.number(),
            deployment.verdict().details().slices())
        .textCell("ten seconds from, UTC", "startMillis", slice -> Cell.time(slice.startMillis()))
        .count("lost", "lost", Slice::lost)
        .build();
  }
}

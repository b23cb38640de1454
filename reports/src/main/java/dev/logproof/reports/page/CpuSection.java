package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Finding;
import dev.logproof.reports.figure.CpuLine;
import dev.logproof.reports.page.chart.ChartText;
import dev.logproof.reports.page.chart.ScatterChart;
import java.util.ArrayList;
import java.util.List;

/** CPU of one task against its rate. */
final class CpuSection {
  private CpuSection() {}

  static Section of(ExperimentResult result) {
    List<LoadPoint> sweep = result.sweep();
    List<Block> blocks = new ArrayList<>();
    if (sweep.isEmpty()) {
      blocks.add(new Block.Missing("No rate was measured."));
    } else {
      List<String> targets = sweep.stream().map(LoadPoint::target).distinct().toList();
      blocks.add(chart(sweep, targets));
      List<String> lines = new ArrayList<>();
      for (String target : targets) {
        lines.add(target + ": " + sentence(CpuLine.of(of(target, sweep))));
      }
      blocks.add(new Block.Items(lines));
      blocks.add(new Block.Folded(table(sweep)));
    }
    return new Section("cpu", "CPU against rate, one task", blocks);
  }

  private static String sentence(CpuLine line) {
    return line.shown().isEmpty()
        ? "line not shown: " + line.text() + "."
        : Numbers.text(
            "cores = %.3f + %.4f × MB/s; %s, 95 %% interval.",
            line.shown().get(0).intercept(), line.shown().get(0).slope(), line.text());
  }

  private static List<LoadPoint> of(String target, List<LoadPoint> sweep) {
    return Finding.of(sweep, target);
  }

  private static Block chart(List<LoadPoint> sweep, List<String> targets) {
    List<ScatterChart.Series> series = new ArrayList<>();
    for (String target : targets) {
      List<LoadPoint> points = of(target, sweep);
      series.add(
          new ScatterChart.Series(
              target, points.stream().map(CpuSection::dot).toList(), CpuLine.of(points).shown()));
    }
    return Block.Chart.of(
        ScatterChart.draw(
            new ChartText(
                "cpu",
                "CPU against rate",
                "Processor cores of one task against the MB per second written to it, of "
                    + String.join(", ", targets)
                    + ". The table below holds every point."),
            "written to the task, MB/s",
            "cores",
            series),
        "Each point is one measurement. The band is the 95 % interval of the line, which is drawn"
            + " only if the slope is known to ± 10 %. Rates that were not held are hollow and have"
            + " no part in it.");
  }

  private static ScatterChart.Dot dot(LoadPoint point) {
    return new ScatterChart.Dot(
        point.achievedBytesPerSecond() / 1e6,
        point.cpuCores(),
        point.held(),
        Numbers.text(
            "%s: %.3f cores at %s%s",
            point.target(),
            point.cpuCores(),
            Numbers.megabytesPerSecond(point.achievedBytesPerSecond()),
            point.held() ? "" : ", not held: " + point.remark()));
  }

  private static Table table(List<LoadPoint> sweep) {
    return ListTable.of("sweep", "Rates of one task", sweep)
        .text("target", "target", LoadPoint::target)
        .number("offered", "offeredBytesPerSecond", p -> Cell.rate(p.offeredBytesPerSecond()))
        .number("written", "achievedBytesPerSecond", p -> Cell.rate(p.achievedBytesPerSecond()))
        .number("events/s", "eventsPerSecond", p -> Cell.number("%,.0f", p.eventsPerSecond()))
        .number("seconds", "seconds", p -> Cell.number("%.1f", p.seconds()))
        .number("cores", "cpuCores", p -> Cell.number("%.3f", p.cpuCores()))
        .number("CPU per MB", "", CpuSection::perMegabyte)
        .number("resident", "residentBytes", p -> Cell.bytes(p.residentBytes()))
        .number("peak", "peakResidentBytes", p -> Cell.bytes(p.peakResidentBytes()))
        .number("held", "held", p -> Cell.yesNo(p.held()))
        .text("remark", "remark", LoadPoint::remark)
        .build();
  }

  private static Cell perMegabyte(LoadPoint point) {
    double megabytes = point.achievedBytesPerSecond() / 1e6;
    return megabytes > 0
        ? Cell.number("%.1f ms", point.cpuCores() * 1e3 / megabytes).derived()
        : Cell.unknown("unknown");
  }
}

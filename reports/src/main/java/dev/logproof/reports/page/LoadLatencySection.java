package dev.logproof.reports.page;

import dev.logproof.record.result.VerdictResult.Slice;
import dev.logproof.reports.load.Arrival;
import dev.logproof.reports.load.Latencies;
import dev.logproof.reports.load.LoadRun;
import dev.logproof.reports.page.Table.Column;
import dev.logproof.reports.page.chart.ChartText;
import dev.logproof.reports.page.chart.PercentileChart;
import dev.logproof.reports.page.chart.Point;
import dev.logproof.reports.page.chart.TimeChart;
import dev.logproof.reports.page.chart.TimePanel;
import java.util.ArrayList;
import java.util.List;

/** Latency and loss of a load run, over time and by percentile. */
final class LoadLatencySection {
  private static final long SLICE_MILLIS = 10_000;

  private LoadLatencySection() {}

  static Section of(LoadRun run, Latencies latencies, Arrival arrival) {
    List<Block> blocks = new ArrayList<>();
    List<String> kinds = latencies.percentiles().stream().map(it -> it.kind()).toList();
    blocks.add(overTime(run, latencies, kinds, arrival));
    if (kinds.isEmpty()) {
      blocks.add(new Block.Missing("No latencies were recorded."));
    } else {
      blocks.add(byPercentile(latencies, kinds));
      blocks.add(new Block.Open(percentiles(latencies)));
      blocks.add(
          new Block.Remark(
              "Corrected times count from when an event was due, uncorrected ones from when its"
                  + " write began. The histograms of all generators were added bucket by bucket"
                  + " (HdrHistogram), so percentiles of distributed runs are merged exactly."));
      blocks.add(new Block.Folded(points(latencies)));
    }
    arrival
        .verdict()
        .map(it -> it.details().slices())
        .filter(slices -> !slices.isEmpty())
        .ifPresent(slices -> blocks.add(new Block.Folded(losses(slices))));
    return new Section(
        "latency", "How long it took to hand over, and when tracers were lost", blocks);
  }

  private static Block overTime(
      LoadRun run, Latencies latencies, List<String> kinds, Arrival arrival) {
    long start = run.journal().start().atMillis();
    List<TimePanel.Line> lines = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      List<Point> points =
          latencies.overTime().get(kinds.get(i)).stream()
              .map(point -> new Point(start + point.second() * 1_000, point.p99()))
              .toList();
      lines.add(new TimePanel.Line(i, "", points));
    }
    List<TimePanel.Bar> bars =
        arrival.verdict().stream()
            .flatMap(it -> it.details().slices().stream())
            .map(
                slice ->
                    new TimePanel.Bar(
                        0,
                        slice.startMillis(),
                        slice.startMillis() + SLICE_MILLIS,
                        slice.lost(),
                        slice.lost() + " in 10 s"))
            .toList();
    String noLoss =
        arrival.verdict().isPresent() ? "no tracer was lost" : "unknown: nothing was verified";
    return Block.Chart.of(
        TimeChart.draw(
            new ChartText(
                "time",
                "Latency and loss over time",
                "99th percentile of the latency of each kind, and tracers lost in ten seconds, on"
                    + " one time axis."),
            kinds,
            List.of(
                new TimePanel(
                    "p99 latency, ms", lines, List.of(), false, "no latencies were recorded"),
                new TimePanel("tracers lost in 10 s", List.of(), bars, true, noLoss)),
            List.of()),
        "");
  }

  private static Block byPercentile(Latencies latencies, List<String> kinds) {
    List<PercentileChart.Curve> curves = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      curves.add(
          new PercentileChart.Curve(
              i,
              "",
              kinds.get(i),
              latencies.distribution(kinds.get(i)).stream()
                  .map(step -> new PercentileChart.Step(step.percentile(), step.millis()))
                  .toList()));
    }
    return Block.Chart.of(
        PercentileChart.draw(
            new ChartText(
                "percentiles", "Latency by percentile", "Milliseconds by percentile, per kind."),
            curves),
        "");
  }

  private static Table percentiles(Latencies latencies) {
    return ListTable.of("latency-json:percentiles", "Latency percentiles", latencies.percentiles())
        .text("kind", "kind", Latencies.Percentiles::kind)
        .count("events", "events", Latencies.Percentiles::events)
        .number("p50 ms", "p50", kind -> Cell.number("%.2f", kind.p50()))
        .number("p90 ms", "p90", kind -> Cell.number("%.2f", kind.p90()))
        .number("p99 ms", "p99", kind -> Cell.number("%.2f", kind.p99()))
        .number("p99.9 ms", "p999", kind -> Cell.number("%.2f", kind.p999()))
        .number("max ms", "max", kind -> Cell.number("%.2f", kind.max()))
        .build();
  }

  private static Table points(Latencies latencies) {
    Table table =
        new Table(
            "",
            "p99 over time",
            Column.text("kind", ""),
            Column.number("second", ""),
            Column.number("p99 ms", ""));
    latencies
        .overTime()
        .forEach(
            (kind, points) ->
                points.forEach(
                    point ->
                        table.row(
                            Cell.text(kind),
                            Cell.count(point.second()),
                            Cell.number("%.2f", point.p99()))));
    return table;
  }

  private static Table losses(List<Slice> slices) {
    return ListTable.of("verdict-json:details.slices", "Lost over time", slices)
        .textCell("ten seconds from, UTC", "startMillis", slice -> Cell.time(slice.startMillis()))
        .count("lost", "lost", Slice::lost)
        .build();
  }
}

package dev.logproof.reports.page;

import dev.logproof.reports.load.LatencyGroup;
import dev.logproof.reports.load.RunLatencies;
import dev.logproof.reports.page.chart.ChartText;
import dev.logproof.reports.page.chart.PercentileChart;
import java.util.ArrayList;
import java.util.List;

/** Latency of handing events over, by percentile. */
final class LatencySection {
  private static final int MOST_CURVES = 24;

  private LatencySection() {}

  static Section of(RunLatencies latencies, List<String> targets) {
    List<Block> blocks = new ArrayList<>();
    List<LatencyGroup> shown =
        latencies.groups().stream()
            .filter(group -> group.kind().endsWith("-corrected") || !group.kind().contains("-"))
            .limit(MOST_CURVES)
            .toList();
    if (shown.isEmpty()) {
      blocks.add(new Block.Missing("The run holds no latencies."));
    } else {
      blocks.add(chart(shown, targets));
      blocks.add(new Block.Paragraph(method(latencies.groups())));
      blocks.add(new Block.Folded(table(latencies.groups())));
    }
    if (!latencies.remarks().isEmpty()) {
      blocks.add(new Block.Items(latencies.remarks()));
    }
    return new Section("latency", "How long it took to hand events over", blocks);
  }

  private static Block chart(List<LatencyGroup> groups, List<String> targets) {
    List<PercentileChart.Curve> curves = new ArrayList<>();
    for (LatencyGroup group : groups) {
      curves.add(
          new PercentileChart.Curve(
              Math.max(0, targets.indexOf(group.target())),
              group.kind().startsWith("ack") ? "second" : "",
              group.target()
                  + ", "
                  + (group.isExact() ? group.loads() : "each load run")
                  + ", "
                  + group.kind().replace("-corrected", ""),
              group.steps().stream()
                  .map(step -> new PercentileChart.Step(step.percentile(), step.millis()))
                  .toList()));
    }
    return Block.Chart.of(
        PercentileChart.draw(
            new ChartText(
                "latency",
                "Latency by percentile",
                "Milliseconds from the time an event was due until it was written or acknowledged,"
                    + " by percentile. The table below holds the percentiles."),
            curves),
        "Corrected times count from when an event was due, uncorrected ones from when its write"
            + " began.");
  }

  private static String method(List<LatencyGroup> groups) {
    return groups.stream().allMatch(LatencyGroup::isExact)
        ? "The histograms of all generators were added bucket by bucket (HdrHistogram), so the"
            + " percentiles of distributed runs are merged exactly, within the three digits of each"
            + " bucket."
        : "Where no histogram was kept, percentiles are those of single load runs: percentiles"
            + " cannot be merged. Histograms are merged exactly (HdrHistogram).";
  }

  private static Table table(List<LatencyGroup> groups) {
    return ListTable.of("latency-json:", "Latency percentiles", groups)
        .text("target", "target", LatencyGroup::target)
        .text("loads", "loads", LatencyGroup::loads)
        .text("kind", "kind", LatencyGroup::kind)
        .text("from", "source", LatencyGroup::source)
        .count("generators", "generators", LatencyGroup::generators)
        .count("events", "events", LatencyGroup::events)
        .number("p50 ms", "", group -> Cell.number("%.2f", group.at(50)))
        .number("p90 ms", "", group -> Cell.number("%.2f", group.at(90)))
        .number("p99 ms", "", group -> Cell.number("%.2f", group.at(99)))
        .number("p99.9 ms", "", group -> Cell.number("%.2f", group.at(99.9)))
        .number("max ms", "", group -> Cell.number("%.2f", group.at(100)))
        .build();
  }
}

package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.reports.page.Table.Column;
import dev.logproof.reports.page.chart.BarChart;
import dev.logproof.reports.page.chart.ChartText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** Losses of rolling deployments, compared with the article's. */
final class DeploymentSection {
  private static final double ARTICLE_LOST = 2.67;
  private static final double ARTICLE_DUPLICATED = 11.7;

  private DeploymentSection() {}

  static Section of(List<Deployment> deployments) {
    List<Block> blocks = new ArrayList<>();
    if (deployments.isEmpty()) {
      blocks.add(new Block.Missing("No deployment was made."));
    } else {
      blocks.add(chart("lost", "tracers lost", ARTICLE_LOST, deployments, d -> d.verdict().lost()));
      blocks.add(
          chart(
              "duplicated",
              "tracers duplicated",
              ARTICLE_DUPLICATED,
              deployments,
              d -> d.verdict().duplicated()));
      blocks.add(new Block.Open(table(deployments)));
      blocks.add(
          new Block.Remark(
              "Unexpected are intact tracers of other runs in the same destination, such as those of"
                  + " the deployments before."));
      for (int i = 0; i < deployments.size(); i++) {
        blocks.add(DeploymentDetails.of(i, deployments.get(i)));
      }
    }
    return new Section("deployments", "Rolling deployments under load", blocks);
  }

  private static Block chart(
      String id,
      String title,
      double article,
      List<Deployment> deployments,
      ToLongFunction<Deployment> count) {
    List<BarChart.Series> series = new ArrayList<>();
    for (String target : deployments.stream().map(Deployment::target).distinct().toList()) {
      series.add(
          new BarChart.Series(
              target,
              deployments.stream()
                  .filter(deployment -> deployment.target().equals(target))
                  .map(deployment -> known(deployment, count))
                  .toList()));
    }
    return Block.Chart.of(
        BarChart.draw(
            new ChartText(
                "deployments-" + id,
                title + " per deployment",
                "Bars: "
                    + title
                    + " in each deployment of each target; line: the article's average of "
                    + article
                    + ". The table below holds the counts."),
            new BarChart.Panel(title, "deployment", article, "the article's average:", series)),
        "");
  }

  private static OptionalLong known(Deployment deployment, ToLongFunction<Deployment> count) {
    return deployment.verdict().verdict().equals("unknown")
        ? OptionalLong.empty()
        : OptionalLong.of(count.applyAsLong(deployment));
  }

  private static Table table(List<Deployment> deployments) {
    Table table =
        new Table(
            "deployments",
            "Deployments",
            Column.text("target", "target"),
            Column.number("deployment", "number"),
            Column.number("load", "load.achievedBytesPerSecond"),
            Column.number("attempted", "verdict.attempted"),
            Column.number("observed", "verdict.observed"),
            Column.number("lost", "verdict.lost"),
            Column.number("lost, 95 %", ""),
            Column.number("duplicated", "verdict.duplicated"),
            Column.number("unexpected", "verdict.unexpected"),
            Column.number("corrupt", "verdict.corrupt"),
            Column.number("late", "verdict.late"),
            Column.number("article's formula", "verdict.articleReliability"),
            Column.text("verdict", "verdict.verdict"));
    for (Deployment deployment : deployments) {
      VerdictResult verdict = deployment.verdict();
      boolean sent = verdict.attempted() > 0;
      table.row(
          Cell.text(deployment.target()),
          Cell.count(deployment.number()),
          Cell.rate(deployment.load().achievedBytesPerSecond()),
          Cell.count(verdict.attempted()),
          Cell.count(verdict.observed()),
          Cell.count(verdict.lost()),
          sent ? new Cell(interval(verdict), "", "nowrap") : Cell.unknown("unknown"),
          Cell.count(verdict.duplicated()),
          Cell.count(verdict.unexpected()),
          Cell.count(verdict.corrupt()),
          Cell.count(verdict.late()),
          new Cell(
              sent ? Numbers.text("%.4f %%", verdict.articleReliability() * 100) : "unknown",
              Double.toString(verdict.articleReliability()),
              sent ? "" : "unknown"),
          Cell.verdict(verdict.verdict()));
    }
    return table;
  }

  /** The ends are the complements of the reliability interval, swapped. */
  private static String interval(VerdictResult verdict) {
    return Numbers.text(
        "%.3f–%.3f %%",
        (1 - verdict.reliabilityHigh()) * 100, (1 - verdict.reliabilityLow()) * 100);
  }
}

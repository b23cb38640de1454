package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.VerdictResult;
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
    return ListTable.of("deployments", "Deployments", deployments)
        .text("target", "target", Deployment::target)
        .count("deployment", "number", Deployment::number)
        .number(
            "load",
            "load.achievedBytesPerSecond",
            d -> Cell.rate(d.load().achievedBytesPerSecond()))
        .count("attempted", "verdict.attempted", d -> d.verdict().attempted())
        .count("observed", "verdict.observed", d -> d.verdict().observed())
        .count("lost", "verdict.lost", d -> d.verdict().lost())
        .number("lost, 95 %", "", d -> lostInterval(d.verdict()))
        .count("duplicated", "verdict.duplicated", d -> d.verdict().duplicated())
        .count("unexpected", "verdict.unexpected", d -> d.verdict().unexpected())
        .count("corrupt", "verdict.corrupt", d -> d.verdict().corrupt())
        .count("late", "verdict.late", d -> d.verdict().late())
        .number("article's formula", "verdict.articleReliability", d -> articleFormula(d.verdict()))
        .textCell("verdict", "verdict.verdict", d -> Cell.verdict(d.verdict().verdict()))
        .build();
  }

  private static Cell lostInterval(VerdictResult verdict) {
    return verdict.attempted() > 0
        ? new Cell(interval(verdict), "", "nowrap")
        : Cell.unknown("unknown");
  }

  private static Cell articleFormula(VerdictResult verdict) {
    boolean sent = verdict.attempted() > 0;
    return new Cell(
        sent ? Numbers.text("%.4f %%", verdict.articleReliability() * 100) : "unknown",
        Double.toString(verdict.articleReliability()),
        sent ? "" : "unknown");
  }

  /** The ends are the complements of the reliability interval, swapped. */
  private static String interval(VerdictResult verdict) {
    return Numbers.text(
        "%.3f–%.3f %%",
        (1 - verdict.reliabilityHigh()) * 100, (1 - verdict.reliabilityLow()) * 100);
  }
}

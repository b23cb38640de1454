package dev.logproof.reports.page;

import dev.logproof.record.result.ScaleCase;
import dev.logproof.record.result.ScaleCase.TaskShare;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.reports.page.chart.ChartText;
import dev.logproof.reports.page.chart.ShareChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which tasks carry the load before and after a scale-out. */
final class ScaleSection {
  private ScaleSection() {}

  static Section of(List<ScaleCase> cases, List<String> targets) {
    List<Block> blocks = new ArrayList<>();
    if (cases.isEmpty()) {
      blocks.add(new Block.Missing("No scaling policy was run."));
    }
    for (int i = 0; i < cases.size(); i++) {
      blocks.addAll(blocks(i, cases.get(i), Math.max(0, targets.indexOf(cases.get(i).target()))));
    }
    return new Section("scale", "Scale-out: which tasks take the load", blocks);
  }

  private static List<Block> blocks(int index, ScaleCase scale, int series) {
    List<ShareChart.Row> rows = rows(scale);
    long added = rows.stream().filter(ShareChart.Row::added).count();
    String name = scale.target() + ", " + scale.clients() + " clients";
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(name));
    blocks.add(new Block.Paragraph(sentence(scale, added)));
    if (rows.isEmpty()) {
      blocks.add(new Block.Missing("No share of any task was recorded."));
    } else {
      blocks.add(
          Block.Chart.of(
              ShareChart.draw(
                  new ChartText(
                      "scale-" + index,
                      "Share of the load per task, " + name,
                      "Two bars per task: its share of the load before the first scale-out and at"
                          + " the end. The tables below hold the shares."),
                  series,
                  rows),
              ""));
    }
    blocks.add(new Block.Folded(actions(index, scale)));
    blocks.add(
        new Block.Folded(shares("scale." + index + ".before", name + ", before", scale.before())));
    blocks.add(
        new Block.Folded(
            shares("scale." + index + ".after", name + ", at the end", scale.after())));
    return blocks;
  }

  private static String sentence(ScaleCase scale, long added) {
    if (added == 0) {
      return "The policy added no task, so nothing is shown.";
    }
    String moved = Numbers.text("%.1f %% of the load", scale.movedShare() * 100);
    return Numbers.plural(added, "added task")
        + " took "
        + moved
        + switch (scale.clients()) {
          case "fixed" -> ": connections that exist stay on their task.";
          case "reconnecting" -> ": clients that connect again reach new tasks.";
          case "moved" -> ": the aggregator ends connections at an age, in a silence.";
          default -> ".";
        }
        + scale.verdict().map(ScaleSection::loss).orElse(" The lines were not verified.");
  }

  private static String loss(VerdictResult verdict) {
    return Numbers.text(
        " %s: %,d of %,d lines lost, %,d duplicated.",
        verdict.verdict(), verdict.lost(), verdict.attempted(), verdict.duplicated());
  }

  private static List<ShareChart.Row> rows(ScaleCase scale) {
    Map<String, TaskShare> before = new LinkedHashMap<>();
    scale.before().forEach(share -> before.put(share.task(), share));
    Map<String, TaskShare> after = new LinkedHashMap<>();
    scale.after().forEach(share -> after.put(share.task(), share));
    List<ShareChart.Row> rows = new ArrayList<>();
    before.forEach((task, share) -> rows.add(row(task, share.share(), after.get(task), false)));
    after.forEach(
        (task, share) -> {
          if (!before.containsKey(task)) {
            rows.add(row(task, 0, share, true));
          }
        });
    return rows;
  }

  private static ShareChart.Row row(String task, double before, TaskShare after, boolean added) {
    TaskShare end = after == null ? new TaskShare(task, 0, 0, 0) : after;
    return new ShareChart.Row(
        task, before, end.share(), Numbers.plural(end.connections(), "connection"), added);
  }

  private static Table actions(int index, ScaleCase scale) {
    return ListTable.of("scale." + index + ".actions", "Decisions of the policy", scale.actions())
        .textCell("time, UTC", "atMillis", action -> Cell.time(action.atMillis()))
        .text("decision", "kind", ScaleCase.Action::kind)
        .number("average CPU", "averageCpuShare", action -> percent(action.averageCpuShare()))
        .count("tasks after it", "tasks", ScaleCase.Action::tasks)
        .build();
  }

  private static Table shares(String source, String caption, List<TaskShare> shares) {
    return ListTable.of(source, "Shares, " + caption, shares)
        .text("task", "task", TaskShare::task)
        .number("share of the load", "share", share -> percent(share.share()))
        .count("connections", "connections", TaskShare::connections)
        .number("CPU, cores", "cpuCores", share -> Cell.number("%.3f", share.cpuCores()))
        .build();
  }

  private static Cell percent(double share) {
    return new Cell(Numbers.text("%.1f %%", share * 100), Double.toString(share), "");
  }
}

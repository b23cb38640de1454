package dev.logproof.reports.page;

import dev.logproof.record.result.PlanResult;
import dev.logproof.reports.page.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Capacity plan made from the measurements. */
final class PlanSection {
  private PlanSection() {}

  static Section of(Optional<PlanResult> plan) {
    List<Block> blocks = new ArrayList<>();
    plan.ifPresentOrElse(
        made -> {
          Table table =
              new Table("", "Plan", Column.text("quantity", ""), Column.text("value", ""));
          table.row(Cell.text("MinTasks"), Cell.text(Integer.toString(made.minTasks())));
          table.row(Cell.text("MaxTasks"), Cell.text(Integer.toString(made.maxTasks())));
          table.row(
              Cell.text("load"), Cell.text(Numbers.megabytesPerSecond(made.loadBytesPerSecond())));
          table.row(
              Cell.text("a task is trusted with"),
              Cell.text(Numbers.megabytesPerSecond(made.perTaskBytesPerSecond())));
          table.row(Cell.text("basis"), Cell.text(made.basis()));
          blocks.add(new Block.Open(table));
          blocks.add(new Block.Items(made.explanation()));
        },
        () -> blocks.add(new Block.Missing("Nothing was planned.")));
    return new Section("plan", "Capacity plan", blocks);
  }
}

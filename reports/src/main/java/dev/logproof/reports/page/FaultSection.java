package dev.logproof.reports.page;

import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.reports.page.Table.Column;
import dev.logproof.reports.run.SteadyRate;
import java.util.List;

/** What each fault did and cost. */
final class FaultSection {
  private FaultSection() {}

  static Section of(List<FaultRow> faults) {
    Block block =
        faults.isEmpty() ? new Block.Missing("No fault was made.") : new Block.Open(table(faults));
    String title =
        faults.stream().anyMatch(SteadyRate::is) ? "Steady loads and faults" : "Faults under load";
    return new Section("faults", title, List.of(block));
  }

  private static Table table(List<FaultRow> faults) {
    Table table =
        new Table(
            "faults",
            "Faults",
            Column.text("target", "target"),
            Column.text("fault", "fault"),
            Column.number("took place", "tookPlace"),
            Column.number("seconds", ""),
            Column.number("attempted", "verdict.attempted"),
            Column.number("lost", "verdict.lost"),
            Column.number("duplicated", "verdict.duplicated"),
            Column.number("late", "verdict.late"),
            Column.text("verdict", "verdict.verdict"),
            Column.text("what it does and may cost", "expected"));
    for (FaultRow fault : faults) {
      VerdictResult verdict = fault.verdict();
      table.row(
          Cell.text(fault.target()),
          Cell.text(fault.fault()),
          Cell.yesNo(fault.tookPlace()),
          Cell.number("%.1f", (fault.toMillis() - fault.fromMillis()) / 1e3).derived(),
          Cell.count(verdict.attempted()),
          Cell.count(verdict.lost()),
          Cell.count(verdict.duplicated()),
          Cell.count(verdict.late()),
          Cell.verdict(verdict.verdict()),
          Cell.text(fault.expected()));
    }
    return table;
  }
}

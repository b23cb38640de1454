package dev.logproof.reports.page;

import dev.logproof.record.result.FaultRow;
import dev.logproof.reports.run.SteadyRate;
import java.util.List;

/** Effect and cost of each fault. */
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
    return ListTable.of("faults", "Faults", faults)
        .text("target", "target", FaultRow::target)
        .text("fault", "fault", FaultRow::fault)
        .number("took place", "tookPlace", fault -> Cell.yesNo(fault.tookPlace()))
        .number("seconds", "", FaultSection::seconds)
        .count("attempted", "verdict.attempted", fault -> fault.verdict().attempted())
        .count("lost", "verdict.lost", fault -> fault.verdict().lost())
        .count("duplicated", "verdict.duplicated", fault -> fault.verdict().duplicated())
        .count("late", "verdict.late", fault -> fault.verdict().late())
        .textCell("verdict", "verdict.verdict", fault -> Cell.verdict(fault.verdict().verdict()))
        .text("what it does and may cost", "expected", FaultRow::expected)
        .build();
  }

  private static Cell seconds(FaultRow fault) {
    return Cell.number("%.1f", (fault.toMillis() - fault.fromMillis()) / 1e3).derived();
  }
}

package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Machine;
import dev.logproof.reports.page.Table.Column;
import dev.logproof.reports.run.RunState;
import java.util.List;

/** Where the numbers come from. */
final class OriginSection {
  private OriginSection() {}

  static Section of(ExperimentResult result) {
    Machine machine = result.machine();
    Table table = new Table("", "Origin", Column.text("what", ""), Column.text("value", ""));
    fact(table, "run", result.runId());
    fact(table, "experiment", result.experiment());
    fact(table, "status", RunState.of(result).word());
    fact(table, "started", result.startedAt());
    fact(table, "last written", result.updatedAt());
    fact(table, "seed", Long.toString(result.seed()));
    fact(table, "logproof", result.logproofVersion());
    fact(table, "operating system", machine.os());
    fact(table, "processors", Integer.toString(machine.processors()));
    fact(table, "memory", Numbers.mebibytes(machine.memoryBytes()));
    fact(table, "Java", machine.java());
    return new Section(
        "origin",
        "What was run, and where",
        List.of(
            new Block.Open(table),
            new Block.Remark("Again, with the same seed: " + again(result))));
  }

  private static void fact(Table table, String name, String value) {
    table.row(Cell.text(name), Cell.text(value));
  }

  private static String again(ExperimentResult result) {
    return result.experiment().equals("reproduce")
        ? "./reproduce --seed " + result.seed()
        : "bin/experiment " + result.experiment() + " --seed " + result.seed();
  }
}

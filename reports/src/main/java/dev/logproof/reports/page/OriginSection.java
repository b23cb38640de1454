package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Machine;
import dev.logproof.reports.run.RunState;
import java.util.List;

/** Where the numbers come from. */
final class OriginSection {
  private OriginSection() {}

  static Section of(ExperimentResult result) {
    Machine machine = result.machine();
    Table table = Table.ofFacts("Origin", "what", "value");
    table.fact("run", result.runId());
    table.fact("experiment", result.experiment());
    table.fact("status", RunState.of(result).word());
    table.fact("started", result.startedAt());
    table.fact("last written", result.updatedAt());
    table.fact("seed", Long.toString(result.seed()));
    table.fact("logproof", result.logproofVersion());
    table.fact("operating system", machine.os());
    table.fact("processors", Integer.toString(machine.processors()));
    table.fact("memory", Numbers.mebibytes(machine.memoryBytes()));
    table.fact("Java", machine.java());
    return new Section(
        "origin",
        "What was run, and where",
        List.of(
            new Block.Open(table),
            new Block.Remark("Again, with the same seed: " + again(result))));
  }

  private static String again(ExperimentResult result) {
    return result.experiment().equals("reproduce")
        ? "./reproduce --seed " + result.seed()
        : "bin/experiment " + result.experiment() + " --seed " + result.seed();
  }
}

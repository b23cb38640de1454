package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import java.util.ArrayList;
import java.util.List;

/** Capacity plan made from the measurements. */
final class PlanSection {
  private PlanSection() {}

  static Section of(ExperimentResult result) {
    List<Block> blocks = new ArrayList<>();
    result
        .plan()
        .ifPresentOrElse(
            made -> {
              String perTask = Numbers.megabytesPerSecond(made.perTaskBytesPerSecond());
              blocks.add(
                  new Block.Open(
                      Table.ofFacts("Plan", "quantity", "value")
                          .fact("MinTasks", Integer.toString(made.minTasks()))
                          .fact("MaxTasks", Integer.toString(made.maxTasks()))
                          .fact("load", Numbers.megabytesPerSecond(made.loadBytesPerSecond()))
                          .fact("a task is trusted with", perTask)
                          .fact("basis", made.basis())));
              blocks.add(new Block.Items(made.explanation()));
            },
            () -> blocks.add(new Block.Missing("Nothing was planned.")));
    return new Section("plan", "Capacity plan", blocks);
  }
}

package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.Knee;
import dev.logproof.reports.page.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** Highest rate of one task, with the trials of the search. */
final class KneeSection {
  private KneeSection() {}

  static Section of(ExperimentResult result) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < result.knees().size(); i++) {
      Knee knee = result.knees().get(i);
      blocks.add(new Block.Heading(knee.target()));
      blocks.add(new Block.Paragraph(sentence(knee)));
      blocks.add(new Block.Folded(trials(i, knee)));
    }
    if (blocks.isEmpty()) {
      blocks.add(new Block.Missing("The highest rate was not searched for."));
    }
    return new Section("knee", "Highest rate that one task holds", blocks);
  }

  private static String sentence(Knee knee) {
    String rate = Numbers.megabytesPerSecond(knee.bytesPerSecond());
    String found =
        switch (knee.state()) {
          case CONFIRMED -> "The knee is " + rate + ", held again for longer. ";
          case AT_LEAST -> "The knee is at least " + rate + ". ";
          case NOT_FOUND -> "No knee was found. ";
        };
    return found + "Criteria: " + knee.criteria() + ". " + knee.reason();
  }

  private static Table trials(int index, Knee knee) {
    Table table =
        new Table(
            "knees." + index + ".trials",
            "Trials of " + knee.target() + ", in order",
            Column.number("offered", "offeredBytesPerSecond"),
            Column.number("written", "achievedBytesPerSecond"),
            Column.number("seconds", "seconds"),
            Column.number("lost", "lost"),
            Column.number("behind", "behindSeconds"),
            Column.number("valid", "valid"),
            Column.number("held", "held"),
            Column.text("remark", "remark"));
    for (Knee.Trial trial : knee.trials()) {
      table.row(
          Cell.rate(trial.offeredBytesPerSecond()),
          Cell.rate(trial.achievedBytesPerSecond()),
          Cell.number("%.1f", trial.seconds()),
          Cell.count(trial.lost()),
          Cell.number("%.1f s", trial.behindSeconds()),
          Cell.yesNo(trial.valid()),
          Cell.yesNo(trial.held()),
          Cell.text(trial.remark()));
    }
    return table;
  }
}

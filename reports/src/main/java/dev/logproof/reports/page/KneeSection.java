package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.Knee;
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
    return ListTable.of(
            "knees." + index + ".trials",
            "Trials of " + knee.target() + ", in order",
            knee.trials())
        .number("offered", "offeredBytesPerSecond", t -> Cell.rate(t.offeredBytesPerSecond()))
        .number("written", "achievedBytesPerSecond", t -> Cell.rate(t.achievedBytesPerSecond()))
        .number("seconds", "seconds", trial -> Cell.number("%.1f", trial.seconds()))
        .count("lost", "lost", Knee.Trial::lost)
        .number("behind", "behindSeconds", trial -> Cell.number("%.1f s", trial.behindSeconds()))
        .number("valid", "valid", trial -> Cell.yesNo(trial.valid()))
        .number("held", "held", trial -> Cell.yesNo(trial.held()))
        .text("remark", "remark", Knee.Trial::remark)
        .build();
  }
}

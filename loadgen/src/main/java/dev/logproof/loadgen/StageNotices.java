package dev.logproof.loadgen;

import dev.logproof.loadgen.notice.Notice;
import dev.logproof.loadgen.schedule.StagedSchedule.Stage;
import java.util.ArrayList;
import java.util.List;

/** Tells when each stage of the schedule begins, once. Confined to the main thread. */
final class StageNotices {
  private final List<Stage> stages;
  private int next;
  private double nextSeconds;

  StageNotices(List<Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /** The stages that have begun since the last time. */
  List<Notice> begunBy(long elapsedNanos) {
    List<Notice> begun = new ArrayList<>();
    while (next < stages.size() && elapsedNanos / 1e9 >= nextSeconds) {
      Stage stage = stages.get(next++);
      begun.add(
          new Notice.StageChanged(
              System.currentTimeMillis(),
              nextSeconds,
              next,
              stage.seconds(),
              stage.bytesPerSecond()));
      nextSeconds += stage.seconds();
    }
    return begun;
  }
}

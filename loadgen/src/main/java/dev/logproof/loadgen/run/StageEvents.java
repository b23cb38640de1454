package dev.logproof.loadgen.run;

import dev.logproof.loadgen.event.RunEvent;
import dev.logproof.loadgen.schedule.StagedSchedule.Stage;
import java.util.ArrayList;
import java.util.List;

/** Creates a run event at the start of each stage. Confined to the main thread. */
final class StageEvents {
  private final List<Stage> stages;
  private int next;
  private double nextSeconds;

  StageEvents(List<Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /** Stages that began since the last call. */
  List<RunEvent> begunBy(long elapsedNanos) {
    List<RunEvent> begun = new ArrayList<>();
    while (next < stages.size() && elapsedNanos / 1e9 >= nextSeconds) {
      Stage stage = stages.get(next++);
      begun.add(
          new RunEvent.StageChanged(
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

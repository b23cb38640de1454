package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.run.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A measurement of single, warmed-up tasks. */
public interface TaskMeasurement {
  /** Whether {@code target} was not measured completely. */
  boolean isMissing(Findings findings, String target);

  /** Measures one task of each target, by turns. */
  void run(SuiteContext context, List<TaskGroup> groups)
      throws StepFailedException, IOException, InterruptedException;

  /** Time that it takes for one target, for the display. */
  Duration expectedTime();
}

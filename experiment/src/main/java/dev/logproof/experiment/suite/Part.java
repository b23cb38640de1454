package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.StepFailedException;
import java.io.IOException;
import java.time.Duration;

/**
 * A part of a suite. It skips what the run's findings hold already, so that an interrupted run can
 * be resumed.
 */
public interface Part {
  /** Measures all targets. */
  void run(SuiteContext context) throws StepFailedException, IOException, InterruptedException;

  /** Time that it takes for one target, for the display. */
  Duration expectedTime();
}

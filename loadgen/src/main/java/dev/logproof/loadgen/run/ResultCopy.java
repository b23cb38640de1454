package dev.logproof.loadgen.run;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Progress;
import dev.logproof.objects.StandardS3;
import java.io.IOException;

/** Copies of the run's directory while it runs and at its end. */
interface ResultCopy extends AutoCloseable {
  /** Creates the copy that {@code plan} asks for, with its client. */
  static ResultCopy of(RunPlan plan, Progress progress) {
    try {
      return plan.copyTo() instanceof CopyTarget.InS3 target
          ? new PeriodicCopy(plan, progress, target.location(), StandardS3.client(2))
          : new NoCopy();
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.badInput("--journal: " + e.getMessage(), e);
    }
  }

  /** Begins periodic copies. */
  void start();

  /** Copies a last time; throws {@link CommandFailure} when that fails. */
  void last() throws InterruptedException;

  @Override
  void close();

  /** The directory stays where it is. */
  record NoCopy() implements ResultCopy {
    @Override
    public void start() {}

    @Override
    public void last() {}

    @Override
    public void close() {}
  }
}

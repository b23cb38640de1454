package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;

/** A load around a deployment, from this machine or from elsewhere. Confined to the main thread. */
interface OfferedLoad extends AutoCloseable {
  /** Directory or S3 location of its journals. */
  String journal();

  /** Waits until the first events are sent. */
  void awaitFlow() throws StepFailedException, IOException, InterruptedException;

  /** Fails if a part of it is no longer being sent. */
  void requireRunning() throws StepFailedException;

  /** Ends the load before its time. */
  LoadResult end() throws StepFailedException, IOException, InterruptedException;

  /** Stops what still runs, after a failure. */
  @Override
  void close();
}

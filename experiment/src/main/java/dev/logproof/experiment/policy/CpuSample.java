package dev.logproof.experiment.policy;

/**
 * CPU of all tasks at one moment.
 *
 * @param atMillis end of the time that the average covers
 * @param averageShare of the tasks' CPU, 0 to 1; above 1 when a task has less than it used
 */
public record CpuSample(long atMillis, double averageShare) {
  /** Rejects a share that is no number. */
  public CpuSample {
    if (!(averageShare >= 0)) {
      throw new IllegalArgumentException("share " + averageShare + ": expected at least 0");
    }
  }
}

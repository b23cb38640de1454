package dev.logproof.experiment.process;

/** A step of an experiment cannot be finished; the message says why, for people. */
public final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What {@link #getMessage} says after SIGINT or SIGTERM. */
  public static final String BY_SIGNAL = "stopped by signal";

  /** Fails with {@code message}. */
  public StepFailedException(String message) {
    super(message);
  }
}

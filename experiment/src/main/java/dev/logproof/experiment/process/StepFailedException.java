package dev.logproof.experiment.process;

/** Reports that a step of an experiment failed; the message is for the user. */
public final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Message after SIGINT or SIGTERM. */
  public static final String BY_SIGNAL = "stopped by signal";

  /** Creates the exception with a message for the user. */
  public StepFailedException(String message) {
    super(message);
  }
}

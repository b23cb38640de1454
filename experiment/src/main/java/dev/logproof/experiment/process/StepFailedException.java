package dev.logproof.experiment.process;

/** A step of an experiment failed; the message is for the user. */
public final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public static final String BY_SIGNAL = "stopped by signal";

  /** Creates the exception. */
  public StepFailedException(String message) {
    super(message);
  }
}

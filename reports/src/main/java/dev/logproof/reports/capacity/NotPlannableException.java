package dev.logproof.reports.capacity;

/** The measurements do not carry a plan; the message says why, in one sentence. */
public final class NotPlannableException extends Exception {
  private static final long serialVersionUID = 1L;

  NotPlannableException(String message) {
    super(message);
  }
}

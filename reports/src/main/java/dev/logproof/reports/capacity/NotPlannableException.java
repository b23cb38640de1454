package dev.logproof.reports.capacity;

/** No rate can be derived from the measurements; the message says why. */
public final class NotPlannableException extends Exception {
  private static final long serialVersionUID = 1L;

  NotPlannableException(String message) {
    super(message);
  }
}

package dev.logproof.reports.capacity;

/** Measurements exist, but no rate can be derived from them; the message says why. */
public final class NotPlannableException extends Exception {
  private static final long serialVersionUID = 1L;

  NotPlannableException(String message) {
    super(message);
  }
}

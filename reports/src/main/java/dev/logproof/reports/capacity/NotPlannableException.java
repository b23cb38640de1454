package dev.logproof.reports.capacity;

/** There are measurements, but no rate can be argued from them; the message says why. */
public final class NotPlannableException extends Exception {
  private static final long serialVersionUID = 1L;

  NotPlannableException(String message) {
    super(message);
  }
}

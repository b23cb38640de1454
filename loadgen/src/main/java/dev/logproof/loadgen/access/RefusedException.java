package dev.logproof.loadgen.access;

import java.io.IOException;

/** The receiver is there, and one side does not trust the other: trying again would not help. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.logproof.loadgen.access;

import java.io.IOException;

/** One side does not trust the other. Retrying does not help. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.logproof.verify.source;

import java.io.IOException;

/** An object was deleted or replaced between being listed and being read. */
public final class ObjectGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  ObjectGoneException(String key, Throwable cause) {
    super(key + " is gone", cause);
  }
}

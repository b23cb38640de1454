package dev.logproof.objects.content;

import java.io.IOException;

/** The content's format is unknown, damaged or truncated. */
public final class UnreadableContentException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableContentException(String found) {
    super(found);
  }

  UnreadableContentException(String found, Throwable cause) {
    super(found, cause);
  }
}

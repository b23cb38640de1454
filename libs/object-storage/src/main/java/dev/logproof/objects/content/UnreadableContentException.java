package dev.logproof.objects.content;

import java.io.IOException;

/** The bytes arrived, and what they hold cannot be read: an unknown form, damaged or cut. */
public final class UnreadableContentException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what was found. */
  UnreadableContentException(String found) {
    super(found);
  }

  /** Says what was found, and why a decoder refused it. */
  UnreadableContentException(String found, Throwable cause) {
    super(found, cause);
  }
}

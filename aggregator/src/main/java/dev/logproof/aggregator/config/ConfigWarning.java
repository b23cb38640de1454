package dev.logproof.aggregator.config;

/**
 * Something in the file that does not stop the aggregator but deserves a look.
 *
 * @param file name as the user wrote it
 * @param line 1-based
 * @param section such as {@code <source> of type forward}
 */
public record ConfigWarning(String file, int line, String section, String message) {
  /** {@code fluent.conf:12: in <source> …: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ": in " + section + ": " + message;
  }
}

package dev.logproof.aggregator.config;

/**
 * A problem in the file that does not prevent the start.
 *
 * @param file name as the user wrote it
 * @param line 1-based
 * @param section such as {@code <source> of type forward}
 */
public record ConfigWarning(String file, int line, String section, String message) {
  /** Returns {@code fluent.conf:12: in <source> …: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ": in " + section + ": " + message;
  }
}

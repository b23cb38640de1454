package dev.logproof.aggregator.config;

/**
 * A problem that does not prevent the start.
 *
 * @param line 1-based
 * @param section such as {@code <source> of type forward}
 */
public record ConfigWarning(String file, int line, String section, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": in " + section + ": " + message;
  }
}

package dev.logproof.aggregator.config.syntax;

/**
 * Where something stands.
 *
 * @param file name as the user wrote it
 * @param line 1-based; 0 when the whole file is meant
 */
public record SourceLocation(String file, int line) {
  /** {@code fluent.conf:12}. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}

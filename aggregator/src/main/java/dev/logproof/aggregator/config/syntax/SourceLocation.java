package dev.logproof.aggregator.config.syntax;

/**
 * A location in a configuration.
 *
 * @param file name as the user wrote it
 * @param line 1-based; 0 for the whole file
 */
public record SourceLocation(String file, int line) {
  /** Returns {@code fluent.conf:12}, or the file alone when the line is 0. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}

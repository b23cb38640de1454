package dev.logproof.aggregator.config.syntax;

/**
 * A location in a configuration.
 *
 * @param line 1-based; 0 for the whole file
 */
public record SourceLocation(String file, int line) {
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}

package dev.logproof.aggregator.config;

/**
 * A reason why a configuration is refused.
 *
 * @param line 1-based; 0 for the whole file
 * @param message what is wrong and what to write
 */
public record ConfigProblem(String file, int line, Remedy remedy, String message) {
  @Override
  public String toString() {
    return (line == 0 ? file : file + ":" + line) + ": " + message;
  }
}

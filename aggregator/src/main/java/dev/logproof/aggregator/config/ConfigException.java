package dev.logproof.aggregator.config;

/** An unusable configuration; the message says where it fails and what to write. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  /**
   * Creates the message {@code file:line: message}.
   *
   * @param line 1-based; 0 for the whole file
   */
  public ConfigException(String file, int line, String message) {
    super(line == 0 ? file + ": " + message : file + ":" + line + ": " + message);
    this.file = file;
    this.line = line;
  }

  /** Returns the file name as the user wrote it. */
  public String file() {
    return file;
  }

  /** Returns the 1-based line; 0 for the whole file. */
  public int line() {
    return line;
  }
}

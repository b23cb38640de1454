package dev.logproof.aggregator.config;

/** A configuration that cannot be run: one line for the user that says where and what to write. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  /**
   * Makes {@code file:line: message}.
   *
   * @param line 1-based; 0 when the whole file is meant
   */
  public ConfigException(String file, int line, String message) {
    super(line == 0 ? file + ": " + message : file + ":" + line + ": " + message);
    this.file = file;
    this.line = line;
  }

  /** The file as the user wrote it. */
  public String file() {
    return file;
  }

  /** 1-based; 0 when the whole file is meant. */
  public int line() {
    return line;
  }
}

package dev.logproof.commandline;

import picocli.CommandLine.Option;

/** Option of commands that print their result as a table or as JSON. */
public final class FormatOption {
  /** Output format. */
  enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "Output format. Default: ${DEFAULT-VALUE}.")
  Format format;

  /** Returns true for JSON. */
  public boolean isJson() {
    return format == Format.JSON;
  }
}

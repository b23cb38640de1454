package dev.logproof.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A short command that has ended.
 *
 * @param output standard output and standard error
 */
public record CompletedCommand(int exitCode, String output) {
  /**
   * Runs {@code command} with empty input, and waits.
   *
   * @throws IOException when it cannot be executed or does not end within {@code limit}
   */
  public static CompletedCommand run(Duration limit, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("command-", ".log");
    try (ChildProcess process =
        ChildProcessBuilder.of(command.get(0), command).logs(log, log).start()) {
      if (!process.awaitEnd(limit)) {
        throw new IOException(
            String.join(" ", command) + " did not end within " + limit.toSeconds() + " s");
      }
      return new CompletedCommand(process.process().exitValue(), process.stdout());
    } finally {
      Files.delete(log);
    }
  }

  /**
   * Runs {@code command}, which must succeed, and returns its output.
   *
   * @throws IOException when it fails; the message contains its output
   */
  public static String outputOf(Duration limit, List<String> command)
      throws IOException, InterruptedException {
    CompletedCommand completed = run(limit, command);
    if (!completed.succeeded()) {
      throw new IOException(
          String.join(" ", command)
              + " ended with exit code "
              + ExitSignal.describe(completed.exitCode())
              + ": "
              + completed.output());
    }
    return completed.output();
  }

  /** Whether the exit code is 0. */
  public boolean succeeded() {
    return exitCode == 0;
  }
}

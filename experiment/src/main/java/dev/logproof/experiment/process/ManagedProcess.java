package dev.logproof.experiment.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A child process with its log files and its expected exit codes. Confined to the experiment's main
 * thread.
 */
public final class ManagedProcess {
  private final String name;
  private final Process process;
  private final Path stdout;
  private final Path stderr;
  private final Set<Integer> expectedExitCodes;
  private boolean mayEnd;

  ManagedProcess(
      String name, Process process, Path stdout, Path stderr, Set<Integer> expectedExitCodes) {
    this.name = name;
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
    this.expectedExitCodes = Set.copyOf(expectedExitCodes);
  }

  /** Name used in messages and for the log files. */
  public String name() {
    return name;
  }

  /** Process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process is running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Exit code; valid only after the process has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** File that receives standard output. */
  public Path stdout() {
    return stdout;
  }

  /** Lines of standard output so far; the last one may be incomplete. */
  public List<String> outputLines() throws IOException {
    return lines(stdout);
  }

  /** Sends SIGTERM. From now on the end of the process is expected. */
  public void terminate() {
    mayEnd = true;
    process.destroy();
  }

  /** Sends SIGKILL to the process and its descendants. */
  public void kill() {
    mayEnd = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Describes the end of the process if it was unexpected or had an unexpected exit code. */
  public Optional<String> unexpectedEnd() {
    if (mayEnd || process.isAlive() || expectedExitCodes.contains(process.exitValue())) {
      return Optional.empty();
    }
    return Optional.of(describeEnd());
  }

  /** Describes how the process ended and where its log is. */
  public String describeEnd() {
    return name
        + " (process "
        + process.pid()
        + ") ended unexpectedly with exit code "
        + ExitSignal.describe(process.exitValue())
        + "; its log: "
        + stderr
        + lastWords();
  }

  private String lastWords() {
    try {
      List<String> lines = lines(stderr);
      return lines.isEmpty() ? "" : "; last line: " + lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "";
    }
  }

  /** Decodes leniently: a killed program may leave an incomplete character. */
  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8).lines().toList();
  }
}

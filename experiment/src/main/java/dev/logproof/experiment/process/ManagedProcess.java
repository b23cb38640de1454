package dev.logproof.experiment.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A program that the experiment started, with where its output goes and how it may end. Confined to
 * the experiment's main thread.
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

  /** Its name in messages and of its log files. */
  public String name() {
    return name;
  }

  /** The operating system's number for it. */
  public long pid() {
    return process.pid();
  }

  /** True until it has ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** How it ended; only once it has. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Where its standard output goes. */
  public Path stdout() {
    return stdout;
  }

  /** The lines of its standard output so far, the last perhaps not whole. */
  public List<String> outputLines() throws IOException {
    return lines(stdout);
  }

  /** Asks it to end: SIGTERM. From now on its end is no failure. */
  public void terminate() {
    mayEnd = true;
    process.destroy();
  }

  /** Ends it and whatever it started: SIGKILL. */
  public void kill() {
    mayEnd = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** What to say of it when it ended although it should not have, or not like that. */
  public Optional<String> unexpectedEnd() {
    if (mayEnd || process.isAlive() || expectedExitCodes.contains(process.exitValue())) {
      return Optional.empty();
    }
    return Optional.of(describeEnd());
  }

  /** How it ended and where its log is, for people. */
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

  /** Whatever the bytes: a program that dies may leave half a character. */
  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8).lines().toList();
  }
}

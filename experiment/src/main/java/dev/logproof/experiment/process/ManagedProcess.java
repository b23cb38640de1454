package dev.logproof.experiment.process;

import dev.logproof.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A child process with its expected exit codes. Confined to the main thread. */
public final class ManagedProcess {
  private final ChildProcess child;
  private final Set<Integer> expectedExitCodes;
  private boolean mayEnd;

  ManagedProcess(ChildProcess child, Set<Integer> expectedExitCodes) {
    this.child = child;
    this.expectedExitCodes = Set.copyOf(expectedExitCodes);
  }

  /** Name for messages and log files. */
  public String name() {
    return child.name();
  }

  /** Process id. */
  public long pid() {
    return child.process().pid();
  }

  /** Whether the process is running. */
  public boolean isAlive() {
    return child.isAlive();
  }

  /** Exit code; valid only after the end. */
  public int exitCode() {
    return child.process().exitValue();
  }

  /** File that receives standard output. */
  public Path stdout() {
    return child.stdoutFile();
  }

  /** File that receives standard error. */
  public Path stderr() {
    return child.stderrFile();
  }

  /** Lines of standard output; the last may be incomplete. */
  public List<String> outputLines() throws IOException {
    return child.stdout().lines().toList();
  }

  /** Sends SIGTERM; from now on the end is expected. */
  public void terminate() {
    mayEnd = true;
    child.terminate();
  }

  /** Kills the process and its descendants. */
  public void kill() {
    mayEnd = true;
    child.kill();
  }

  /** Describes the end if it or its exit code was unexpected. */
  public Optional<String> unexpectedEnd() {
    if (mayEnd || child.isAlive() || expectedExitCodes.contains(exitCode())) {
      return Optional.empty();
    }
    return Optional.of(describeEnd());
  }

  /** Describes the end and names the log. */
  public String describeEnd() {
    return child.describeEnd();
  }
}

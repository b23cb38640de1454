package dev.logproof.experiment.process;

import dev.logproof.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A child process with its expected exit codes. Confined to the experiment's main thread. */
public final class ManagedProcess {
  private final ChildProcess child;
  private final Set<Integer> expectedExitCodes;
  private boolean mayEnd;

  ManagedProcess(ChildProcess child, Set<Integer> expectedExitCodes) {
    this.child = child;
    this.expectedExitCodes = Set.copyOf(expectedExitCodes);
  }

  /** Name used in messages and for the log files. */
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

  /** Exit code; valid only after the process has ended. */
  public int exitCode() {
    return child.process().exitValue();
  }

  /** File that receives standard output. */
  public Path stdout() {
    return child.stdoutFile();
  }

  /** Lines of standard output so far; the last one may be incomplete. */
  public List<String> outputLines() throws IOException {
    return child.stdout().lines().toList();
  }

  /** Sends SIGTERM. From now on the end of the process is expected. */
  public void terminate() {
    mayEnd = true;
    child.terminate();
  }

  /** Sends SIGKILL to the process and its descendants. */
  public void kill() {
    mayEnd = true;
    child.kill();
  }

  /** Describes the end of the process if it was unexpected or had an unexpected exit code. */
  public Optional<String> unexpectedEnd() {
    if (mayEnd || child.isAlive() || expectedExitCodes.contains(exitCode())) {
      return Optional.empty();
    }
    return Optional.of(describeEnd());
  }

  /** Describes how the process ended and where its log is. */
  public String describeEnd() {
    return child.describeEnd();
  }
}

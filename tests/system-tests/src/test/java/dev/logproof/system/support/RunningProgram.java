package dev.logproof.system.support;

import dev.logproof.process.ChildProcess;
import dev.logproof.process.ChildProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of the project as a process, which ends with this JVM, even when killed. */
public final class RunningProgram implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("logproof.home")).toAbsolutePath();

  private final ChildProcess child;

  private RunningProgram(ChildProcess child) {
    this.child = child;
  }

  /** Directory of the launchers. */
  public static Path home() {
    return HOME;
  }

  /** Starts {@code bin/<command>} in {@code directory}. */
  public static RunningProgram start(
      Path directory, Map<String, String> environment, String command, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(HOME.resolve("bin").resolve(command).toString());
    line.addAll(List.of(arguments));
    return startAny(directory, environment, command, line);
  }

  public static RunningProgram startAny(
      Path directory, Map<String, String> environment, String name, List<String> line)
      throws IOException {
    Path stdout = Files.createTempFile(directory, name + "-", ".out");
    Path stderr = Path.of(stdout.toString().replaceFirst("\\.out$", ".err"));
    return new RunningProgram(
        ChildProcessBuilder.of(name, line)
            .directory(directory)
            .environment(environment)
            .logs(stdout, stderr)
            .start());
  }

  public Process process() {
    return child.process();
  }

  public String stdout() throws IOException {
    return child.stdout();
  }

  public String stderr() throws IOException {
    return child.stderr();
  }

  /** Waits for a line on standard output. */
  public Matcher awaitLine(String pattern, Duration timeLimit)
      throws IOException, InterruptedException {
    return child.awaitLine(Pattern.compile(pattern, Pattern.MULTILINE), timeLimit);
  }

  /** Waits for the end; returns the exit code. */
  public int awaitEnd(Duration timeLimit) throws InterruptedException, IOException {
    if (!child.awaitEnd(timeLimit)) {
      throw new AssertionError(child.name() + " did not end\n" + stdout() + stderr());
    }
    return process().exitValue();
  }

  /** Sends SIGTERM and returns the exit code. */
  public int terminate(Duration timeLimit) throws InterruptedException, IOException {
    child.terminate();
    return awaitEnd(timeLimit);
  }

  Optional<String> lastLine() throws IOException {
    return stdout().lines().reduce((before, last) -> last);
  }

  @Override
  public void close() {
    child.kill();
  }
}

package dev.logproof.system.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program of the project as a real process, with its output in files. It ends with this JVM, even
 * when the JVM is killed. Confined to the test's thread.
 */
public final class RunningProgram implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("logproof.home")).toAbsolutePath();
  private static final long POLL_MILLIS = 20;

  private final Process process;
  private final Path stdout;
  private final Path stderr;
  private final String name;

  private RunningProgram(String name, Process process, Path stdout, Path stderr) {
    this.name = name;
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Directory that contains the launchers. */
  public static Path home() {
    return HOME;
  }

  /** Starts {@code bin/<command>} with {@code arguments} in {@code directory}. */
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
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("LOGPROOF_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new RunningProgram(name, builder.start(), stdout, stderr);
  }

  public Process process() {
    return process;
  }

  public String stdout() throws IOException {
    return Files.readString(stdout);
  }

  public String stderr() throws IOException {
    return Files.readString(stderr);
  }

  /** Waits for a line of standard output that contains {@code pattern}. */
  Matcher awaitLine(String pattern, Duration timeLimit) throws IOException, InterruptedException {
    Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE);
    long deadline = System.nanoTime() + timeLimit.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Matcher matcher = compiled.matcher(stdout());
      if (matcher.find()) {
        return matcher;
      }
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            name + " ended with " + process.exitValue() + "\n" + stdout() + stderr());
      }
    }
    throw new AssertionError(name + " printed no " + pattern + "\n" + stdout() + stderr());
  }

  /** Waits for the process to end; returns the exit code. */
  public int awaitEnd(Duration timeLimit) throws InterruptedException, IOException {
    if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(name + " did not end\n" + stdout() + stderr());
    }
    return process.exitValue();
  }

  /** Sends SIGTERM, waits for the process to end and returns the exit code. */
  public int terminate(Duration timeLimit) throws InterruptedException, IOException {
    process.destroy();
    return awaitEnd(timeLimit);
  }

  Optional<String> lastLine() throws IOException {
    return stdout().lines().reduce((before, last) -> last);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

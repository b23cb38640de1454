package dev.logproof.process;

import dev.logproof.commandline.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A process to start. It learns this one's id, so that logproof's programs end with it. Without log
 * files, standard input and output are pipes and standard error is inherited. Not thread-safe.
 */
public final class ChildProcessBuilder {
  private static final String AWS = "AWS_";
  private static final String LOGPROOF = "LOGPROOF_";

  private final String name;
  private final ProcessBuilder builder;
  private Path stdout = ChildProcess.NO_FILE;
  private Path stderr = ChildProcess.NO_FILE;

  private ChildProcessBuilder(String name, List<String> command) {
    this.name = name;
    this.builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(ParentWatch.VARIABLE, Long.toString(ProcessHandle.current().pid()));
  }

  /** Runs {@code command}, called {@code name} in messages. */
  public static ChildProcessBuilder of(String name, List<String> command) {
    return new ChildProcessBuilder(name, command);
  }

  /** Runs {@code bin/PROGRAM} of the installation {@code home}. */
  public static ChildProcessBuilder program(
      Path home, String program, String name, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return of(name, command);
  }

  /** Runs in {@code directory}. */
  public ChildProcessBuilder directory(Path directory) {
    builder.directory(directory.toFile());
    return this;
  }

  /** Adds environment variables. */
  public ChildProcessBuilder environment(Map<String, String> variables) {
    builder.environment().putAll(variables);
    return this;
  }

  /** Removes inherited AWS and logproof variables that do not satisfy {@code kept}. */
  public ChildProcessBuilder withoutSettings(Predicate<String> kept) {
    builder
        .environment()
        .keySet()
        .removeIf(
            key ->
                (key.startsWith(AWS) || key.startsWith(LOGPROOF))
                    && !key.equals(ParentWatch.VARIABLE)
                    && !kept.test(key));
    return this;
  }

  /** Writes output to files, merged if they are the same; standard input is empty. */
  public ChildProcessBuilder logs(Path stdout, Path stderr) {
    this.stdout = stdout;
    this.stderr = stderr;
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(stdout.toFile());
    if (stdout.equals(stderr)) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(stderr.toFile());
    }
    return this;
  }

  /** Writes standard error to a file; standard input and output stay pipes. */
  public ChildProcessBuilder errorLog(Path stderr) {
    this.stderr = stderr;
    builder.redirectError(stderr.toFile());
    return this;
  }

  /** Merges standard error into the pipe of standard output. */
  public ChildProcessBuilder mergedOutput() {
    builder.redirectErrorStream(true);
    return this;
  }

  /**
   * Starts it.
   *
   * @throws IOException when the command cannot be executed
   */
  public ChildProcess start() throws IOException {
    return new ChildProcess(name, builder.start(), stdout, stderr);
  }
}

package dev.logproof.experiment.process;

import dev.logproof.commandline.ParentWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts logproof's programs through their launchers in {@code bin/}. A program ends with this
 * process, writes its output to files, and gets its AWS settings and logproof variables from the
 * experiment only. Confined to the experiment's main thread.
 */
public final class Launcher {
  private static final String OURS = "LOGPROOF_";
  private static final String AWS = "AWS_";
  private static final String JAVA_FLAGS = "LOGPROOF_JAVA_FLAGS";

  private final Path home;
  private final Path workingDirectory;
  private final Path logs;
  private final Supervisor supervisor;
  private final Map<String, String> exports = new HashMap<>();

  /**
   * Creates a launcher of the installation {@code home} that runs programs in {@code
   * workingDirectory}.
   *
   * @throws IOException when the log directory cannot be created
   */
  public Launcher(Path home, Path workingDirectory, Supervisor supervisor) throws IOException {
    this.home = home;
    this.workingDirectory = workingDirectory;
    this.logs = Files.createDirectories(workingDirectory.resolve("logs"));
    this.supervisor = supervisor;
  }

  /** Adds environment variables for every program started from now on. */
  public void export(Map<String, String> variables) {
    exports.putAll(variables);
  }

  /** Starts a program that runs until it is stopped. */
  public ManagedProcess serve(String name, List<String> command) throws IOException {
    return start(name, command, Set.of());
  }

  /** Starts a program that ends by itself; {@code exitCodes} are the expected exit codes. */
  public ManagedProcess run(String name, List<String> command, Set<Integer> exitCodes)
      throws IOException {
    return start(name, command, exitCodes);
  }

  private ManagedProcess start(String name, List<String> command, Set<Integer> exitCodes)
      throws IOException {
    List<String> arguments = new ArrayList<>(command);
    arguments.set(0, home.resolve("bin").resolve(command.get(0)).toString());
    Path stdout = logs.resolve(name + ".out");
    Path stderr = logs.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(arguments)
            .directory(workingDirectory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    prepare(builder.environment());
    ManagedProcess process = new ManagedProcess(name, builder.start(), stdout, stderr, exitCodes);
    supervisor.adopt(process);
    return process;
  }

  /**
   * Removes the user's AWS and logproof variables, which would change the measurement or its
   * target.
   */
  private void prepare(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(key -> key.startsWith(AWS) || (key.startsWith(OURS) && !key.equals(JAVA_FLAGS)));
    environment.putAll(exports);
    environment.put(ParentWatch.VARIABLE, Long.toString(ProcessHandle.current().pid()));
  }
}

package dev.logproof.experiment.process;

import dev.logproof.process.ChildProcess;
import dev.logproof.process.ChildProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts logproof's programs through {@code bin/}. A program ends with this process, and gets AWS
 * settings and logproof variables from the experiment only. Confined to the main thread.
 */
public final class Launcher {
  private static final String JAVA_FLAGS = "LOGPROOF_JAVA_FLAGS";

  private final Path home;
  private final Path workingDirectory;
  private final Path logs;
  private final Supervisor supervisor;
  private final Map<String, String> exports = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Runs programs of {@code home} in {@code workingDirectory}.
   *
   * @throws IOException when the log directory cannot be created
   */
  public Launcher(Path home, Path workingDirectory, Supervisor supervisor) throws IOException {
    this.home = home;
    this.workingDirectory = workingDirectory;
    this.logs = Files.createDirectories(workingDirectory.resolve("logs"));
    this.supervisor = supervisor;
  }

  /** Adds environment variables for later programs. */
  public void export(Map<String, String> variables) {
    exports.putAll(variables);
  }

  /** Name of the next process of {@code program}: numbered from 1. */
  public String nextName(String program) {
    return program + "-" + numbers.merge(program, 1, Integer::sum);
  }

  /** Starts a program that runs until it is stopped. */
  public ManagedProcess serve(String name, List<String> command) throws IOException {
    return start(name, command, Set.of());
  }

  /** Starts a program that ends by itself; {@code exitCodes} are expected. */
  public ManagedProcess run(String name, List<String> command, Set<Integer> exitCodes)
      throws IOException {
    return start(name, command, exitCodes);
  }

  /** Environment variables of later programs. */
  public Map<String, String> exports() {
    return Map.copyOf(exports);
  }

  /**
   * Starts a program of others that runs until it is stopped.
   *
   * @param environment in addition to the exports
   */
  public ManagedProcess foreign(
      String name, List<String> command, Map<String, String> environment, Path directory)
      throws IOException {
    List<String> guarded = new ArrayList<>(ParentDeath.guard());
    guarded.addAll(command);
    return adopt(
        name,
        Set.of(),
        ChildProcessBuilder.of(name, guarded)
            .directory(directory)
            .withoutSettings(variable -> false)
            .environment(exports)
            .environment(environment));
  }

  private ManagedProcess start(String name, List<String> command, Set<Integer> exitCodes)
      throws IOException {
    return adopt(
        name,
        exitCodes,
        ChildProcessBuilder.program(home, command.get(0), name, command.subList(1, command.size()))
            .directory(workingDirectory)
            .withoutSettings(JAVA_FLAGS::equals)
            .environment(exports));
  }

  private ManagedProcess adopt(String name, Set<Integer> exitCodes, ChildProcessBuilder builder)
      throws IOException {
    ChildProcess child =
        builder.logs(logs.resolve(name + ".out"), logs.resolve(name + ".err")).start();
    ManagedProcess process = new ManagedProcess(child, exitCodes);
    supervisor.adopt(process);
    return process;
  }
}

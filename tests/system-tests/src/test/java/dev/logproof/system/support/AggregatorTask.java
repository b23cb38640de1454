package dev.logproof.system.support;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** An aggregator task on free ports. */
public record AggregatorTask(RunningProgram program, int forwardPort, int httpPort, int metricsPort)
    implements AutoCloseable {
  /** Longer than the tasks' stop timeout or ECS's 30 s. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

  /** Starts a task with {@code arguments} after {@code serve}. */
  public static AggregatorTask start(
      Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return startBehind(List.of(), directory, environment, arguments);
  }

  /** Starts a task with {@code before} as command prefix. */
  public static AggregatorTask startBehind(
      List<String> before, Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(before);
    all.add(RunningProgram.home().resolve("bin/aggregator").toString());
    all.addAll(List.of("serve", "--metrics-port", "0"));
    all.addAll(List.of("--forward-port", "0", "--http-port", "0"));
    all.addAll(List.of(arguments));
    RunningProgram program = RunningProgram.startAny(directory, environment, "aggregator", all);
    Matcher ready =
        program.awaitLine(
            "^ready forward=[^:]*:(\\d+) http=[^:]*:(\\d+) metrics=[^:]*:(\\d+)(?: \\w+=\\S+)*$",
            Duration.ofSeconds(60));
    return new AggregatorTask(
        program,
        Integer.parseInt(ready.group(1)),
        Integer.parseInt(ready.group(2)),
        Integer.parseInt(ready.group(3)));
  }

  /** Sends SIGTERM and returns the exit code. */
  public int stop() throws IOException, InterruptedException {
    return program.terminate(STOP_PATIENCE);
  }

  public String accounting() throws IOException {
    return program.lastLine().orElse("");
  }

  @Override
  public void close() {
    program.close();
  }
}

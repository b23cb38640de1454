package dev.logproof.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** A running aggregator task on free ports. Used by the test's thread. */
record AggregatorTask(RunningProgram program, int forwardPort, int httpPort, int metricsPort)
    implements AutoCloseable {
  /** Starts it with {@code arguments} after {@code serve}. */
  static AggregatorTask start(Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("serve", "--metrics-port", "0"));
    all.addAll(List.of("--forward-port", "0", "--http-port", "0"));
    all.addAll(List.of(arguments));
    RunningProgram program =
        RunningProgram.start(directory, environment, "aggregator", all.toArray(String[]::new));
    Matcher ready =
        program.awaitLine(
            "^ready forward=[^:]*:(\\d+) http=[^:]*:(\\d+) metrics=[^:]*:(\\d+)$",
            Duration.ofSeconds(60));
    return new AggregatorTask(
        program,
        Integer.parseInt(ready.group(1)),
        Integer.parseInt(ready.group(2)),
        Integer.parseInt(ready.group(3)));
  }

  /** SIGTERM and the orderly end; the exit code. */
  int stop() throws IOException, InterruptedException {
    return program.terminate(Duration.ofSeconds(40));
  }

  String accounting() throws IOException {
    return program.lastLine().orElse("");
  }

  @Override
  public void close() {
    program.close();
  }
}

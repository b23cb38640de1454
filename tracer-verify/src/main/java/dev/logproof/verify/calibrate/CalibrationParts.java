package dev.logproof.verify.calibrate;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.process.ChildProcess;
import dev.logproof.process.ChildProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;

/**
 * local-aws and the aggregator for all cases, and one load generator per case. They end with this
 * process. Thread-safe once started.
 */
public final class CalibrationParts implements AutoCloseable {
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final Duration READY = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Pattern S3 = Pattern.compile("LOGPROOF_S3=");
  private static final Pattern FORWARD = Pattern.compile("ready forward=(\\S+)");

  private final Path home;
  private final Path directory;
  private final Map<String, String> exports = new HashMap<>();
  private final Deque<ChildProcess> processes = new ConcurrentLinkedDeque<>();
  private String target = "";

  private CalibrationParts(Path home, Path directory) {
    this.home = home;
    this.directory = directory;
  }

  /** Starts local-aws and the aggregator, with one stream and tag per lane. */
  public static CalibrationParts start(Path home, Path directory, List<String> lanes)
      throws IOException, InterruptedException {
    CalibrationParts parts = new CalibrationParts(home, directory);
    try {
      parts.startStandIn();
      parts.startAggregator(lanes);
      return parts;
    } catch (IOException | InterruptedException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Returns a client of the stand-in's faults. */
  FaultsClient faults() {
    return new FaultsClient(export("LOGPROOF_FAULTS"));
  }

  private void startStandIn() throws IOException, InterruptedException {
    ChildProcess process =
        start("local-aws", List.of("serve", "--faults", "--buffer-interval", "1s"), Map.of());
    process.awaitLine(S3, READY);
    process
        .stdout()
        .lines()
        .map(line -> line.replaceFirst("^export ", "").split("=", 2))
        .forEach(pair -> exports.put(pair[0], pair[1]));
  }

  private void startAggregator(List<String> lanes) throws IOException, InterruptedException {
    StringBuilder config = new StringBuilder("<source>\n  @type forward\n</source>\n");
    for (String lane : lanes) {
      config
          .append("<match ")
          .append(lane)
          .append(">\n  @type kinesis_firehose\n  delivery_stream_name ")
          .append(lane)
          .append("\n  <buffer>\n    flush_interval 0.2\n    chunk_limit_size 256k\n")
          .append("    total_limit_size 8m\n  </buffer>\n</match>\n");
    }
    Path file = Files.writeString(directory.resolve("fluent.conf"), config);
    List<String> arguments = new ArrayList<>(List.of("serve", "--config", file.toString()));
    arguments.addAll(List.of("--forward-port", "0", "--metrics-port", "0"));
    arguments.addAll(List.of("--metrics-bind", "127.0.0.1"));
    target = start("aggregator", arguments, Map.of()).awaitLine(FORWARD, READY).group(1);
  }

  public String export(String name) {
    String value = exports.get(name);
    if (value == null) {
      throw CommandFailure.unknown("local-aws did not export " + name);
    }
    return value;
  }

  /** Returns the exit code. */
  int load(String name, List<String> options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "--quiet", "--target", target));
    arguments.addAll(options);
    ChildProcess process =
        start("loadgen", name, arguments, Map.of("LOGPROOF_JAVA_FLAGS", SHORT_LIVED));
    int code = process.process().waitFor();
    processes.remove(process);
    return code;
  }

  private ChildProcess start(String program, List<String> arguments, Map<String, String> variables)
      throws IOException {
    return start(program, program, arguments, variables);
  }

  private ChildProcess start(
      String program, String name, List<String> arguments, Map<String, String> variables)
      throws IOException {
    ChildProcess process =
        ChildProcessBuilder.program(home, program, name, arguments)
            .directory(directory)
            .logs(directory.resolve(name + ".out"), directory.resolve(name + ".err"))
            .withoutSettings(any -> false)
            .environment(exports)
            .environment(variables)
            .start();
    processes.push(process);
    return process;
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::terminate);
    for (ChildProcess process : processes) {
      try {
        process.stop(STOP);
      } catch (InterruptedException e) {
        process.kill();
        Thread.currentThread().interrupt();
      }
    }
  }
}

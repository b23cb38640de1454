package dev.logproof.verify.calibrate;

import dev.logproof.commandline.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processes of a calibration: local-aws and the aggregator, shared by all cases, and one load
 * generator per case. They end with this process. Thread-safe once started.
 */
public final class CalibrationParts implements AutoCloseable {
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final long READY_MILLIS = 120_000;
  private static final long POLL_MILLIS = 50;
  private static final long STOP_SECONDS = 30;
  private static final Pattern FORWARD = Pattern.compile("ready forward=(\\S+)");

  private final Path home;
  private final Path directory;
  private final Map<String, String> exports = new HashMap<>();
  private final Deque<Process> processes = new ConcurrentLinkedDeque<>();
  private String target = "";

  private CalibrationParts(Path home, Path directory) {
    this.home = home;
    this.directory = directory;
  }

  /** Starts local-aws and the aggregator, with one stream and tag for each of {@code lanes}. */
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

  private void startStandIn() throws IOException, InterruptedException {
    Path out = directory.resolve("local-aws.out");
    Process process =
        start("local-aws", List.of("serve", "--faults", "--buffer-interval", "1s"), Map.of());
    String text = await(process, out, "LOGPROOF_S3=");
    text.lines()
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
    Process process = start("aggregator", arguments, Map.of());
    Matcher ready = FORWARD.matcher(await(process, directory.resolve("aggregator.out"), "ready "));
    if (!ready.find()) {
      throw new IOException("the aggregator's ready line names no address");
    }
    target = ready.group(1);
  }

  public String export(String name) {
    String value = exports.get(name);
    if (value == null) {
      throw CommandFailure.unknown("local-aws did not export " + name);
    }
    return value;
  }

  /** Runs a load generator until it exits; returns its exit code. */
  int load(String name, List<String> options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "--quiet", "--target", target));
    arguments.addAll(options);
    Process process = start("loadgen", name, arguments, Map.of("LOGPROOF_JAVA_FLAGS", SHORT_LIVED));
    int code = process.waitFor();
    processes.remove(process);
    return code;
  }

  private Process start(String program, List<String> arguments, Map<String, String> variables)
      throws IOException {
    return start(program, program, arguments, variables);
  }

  private Process start(
      String program, String name, List<String> arguments, Map<String, String> variables)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve(name + ".out").toFile())
            .redirectError(directory.resolve(name + ".err").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("AWS_") || key.startsWith("LOGPROOF_"));
    environment.putAll(exports);
    environment.putAll(variables);
    environment.put("LOGPROOF_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    Process process = builder.start();
    processes.push(process);
    return process;
  }

  private static String await(Process process, Path out, String marker)
      throws IOException, InterruptedException {
    for (long waited = 0; waited < READY_MILLIS; waited += POLL_MILLIS) {
      String text = Files.exists(out) ? Files.readString(out) : "";
      if (text.contains(marker) && text.endsWith("\n")) {
        return text;
      }
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IOException("a part did not get ready; see the files beside " + out);
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
    }
    for (Process process : processes) {
      try {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.logproof.experiment.suite;

import dev.logproof.record.result.MeasuredTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Command lines of the programs; only this class knows their flags. */
final class Commands {
  static final List<String> PROGRAMS =
      List.of("local-aws", "aggregator", "loadgen", "verify", "capacity-plan", "report");

  private Commands() {}

  /**
   * Closes objects early, so that verification need not wait for minutes.
   *
   * @param run directory of the run
   */
  static List<String> localAws(Path run) {
    return List.of(
        "local-aws",
        "serve",
        "--dir",
        run.resolve("s3").toString(),
        "--tls-dir",
        run.resolve("tls").toString(),
        "--buffer-interval",
        "3s",
        "--faults");
  }

  static List<String> loadgen(Load load, Path targetFile, Path directory, int connections) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "loadgen",
                "run",
                "--target-file",
                targetFile.toString(),
                "--journal",
                directory.toString(),
                "--events",
                eventFile(directory).toString(),
                "--format",
                "json"));
    command.addAll(offer(load, connections));
    return command;
  }

  /**
   * Arguments of loadgen in a task elsewhere.
   *
   * @param journal S3 location of the run
   */
  static List<String> loadgenSegment(
      Load load, List<String> targets, int connections, RunPart part, String journal) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "run",
                "--target",
                String.join(",", targets),
                "--run-id",
                part.runId(),
                "--segment",
                part.number() + "/" + part.of(),
                "--start-at",
                part.startAt().toString(),
                "--journal",
                journal,
                "--quiet"));
    command.addAll(offer(load, connections));
    return command;
  }

  /** One of the tasks that send a run. */
  record RunPart(String runId, int number, int of, Instant startAt) {}

  private static List<String> offer(Load load, int connections) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--rate",
                String.format(Locale.ROOT, "%.0fB/s", load.rate().bytesPerSecond()),
                "--connections",
                Integer.toString(connections),
                "--arrival",
                load.arrival(),
                "--duration",
                load.time().toMillis() + "ms",
                "--seed",
                Long.toString(load.seed())));
    options.addAll(load.options());
    return options;
  }

  /** Beside the directory, which loadgen creates. */
  static Path eventFile(Path directory) {
    return directory.resolveSibling(directory.getFileName() + "-events.jsonl");
  }

  /** Waits for local-aws; {@code settle} must exceed the time until delivered events are in S3. */
  static List<String> settle(Duration settle) {
    return List.of(
        "--settle", settle.toSeconds() + "s", "--timeout", Limits.SETTLE.toSeconds() + "s");
  }

  /**
   * Verifies a load run.
   *
   * @param journal directory or S3 location
   * @param options further options of verify
   */
  static List<String> verify(
      String journal, double tracersPerSecond, Path output, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "verify",
                "tracers",
                "--journal",
                journal,
                "--since",
                "24h",
                "--tracer-rate",
                String.format(Locale.ROOT, "%.3f/s", tracersPerSecond),
                "--format",
                "json",
                "--output",
                output.toString()));
    command.addAll(options);
    return command;
  }

  static List<String> plan(Path run, String target) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "capacity-plan",
                "--results",
                run.toString(),
                "--load",
                "45MB/s",
                "--format",
                "json"));
    if (!target.equals(MeasuredTarget.OURS)) {
      command.addAll(List.of("--target", target));
    }
    return command;
  }

  static List<String> report(Path run) {
    return List.of("report", "--results", run.toString());
  }
}

package dev.logproof.experiment.suite;

import dev.logproof.record.result.MeasuredTarget;
import java.nio.file.Path;
import java.time.Duration;
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
                "--rate",
                String.format(Locale.ROOT, "%.0fB/s", load.rate().bytesPerSecond()),
                "--connections",
                Integer.toString(connections),
                "--arrival",
                load.arrival(),
                "--duration",
                load.time().toMillis() + "ms",
                "--seed",
                Long.toString(load.seed()),
                "--format",
                "json"));
    command.addAll(load.options());
    return command;
  }

  /** Beside the directory, which loadgen creates. */
  static Path eventFile(Path directory) {
    return directory.resolveSibling(directory.getFileName() + "-events.jsonl");
  }

  /** {@code settle} must exceed the time in which delivered events appear in S3. */
  static List<String> verify(Path journal, double tracersPerSecond, Duration settle, Path output) {
    return List.of(
        "verify",
        "tracers",
        "--journal",
        journal.toString(),
        "--since",
        "24h",
        "--settle",
        settle.toSeconds() + "s",
        "--timeout",
        Limits.SETTLE.toSeconds() + "s",
        "--tracer-rate",
        String.format(Locale.ROOT, "%.3f/s", tracersPerSecond),
        "--format",
        "json",
        "--output",
        output.toString());
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

package dev.logproof.experiment.scenario;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Command lines of the programs; only this class knows their flags. */
final class Commands {
  static final List<String> PROGRAMS =
      List.of("local-aws", "aggregator", "loadgen", "verify", "capacity-plan", "report");

  private Commands() {}

  /** Parameters of a load run. */
  record Load(
      Path targetFile,
      Path directory,
      ByteRate rate,
      EventRate tracers,
      int connections,
      String arrival,
      Duration time,
      long seed) {}

  /** Closes objects early, so that verification need not wait for minutes. */
  static List<String> localAws(Path directory) {
    return List.of("local-aws", "serve", "--dir", directory.toString(), "--buffer-interval", "3s");
  }

  static List<String> aggregator(Optional<Path> config) {
    List<String> command = new ArrayList<>(List.of("aggregator", "serve"));
    config.ifPresent(file -> command.addAll(List.of("--config", file.toString())));
    command.addAll(List.of("--forward-port", "0", "--http-port", "0", "--metrics-port", "0"));
    return command;
  }

  static List<String> loadgen(Load load) {
    return List.of(
        "loadgen",
        "run",
        "--target-file",
        load.targetFile().toString(),
        "--journal",
        load.directory().toString(),
        "--rate",
        String.format(Locale.ROOT, "%.0fB/s", load.rate().bytesPerSecond()),
        "--tracers",
        load.tracers().toString(),
        "--connections",
        Integer.toString(load.connections()),
        "--arrival",
        load.arrival(),
        "--duration",
        load.time().toMillis() + "ms",
        "--seed",
        Long.toString(load.seed()),
        "--format",
        "json");
  }

  /** The settle time exceeds the stand-in's buffer interval plus a task's flush interval. */
  static List<String> verify(Path journal, EventRate tracers, Path output) {
    return List.of(
        "verify",
        "tracers",
        "--journal",
        journal.toString(),
        "--since",
        "1h",
        "--settle",
        "8s",
        "--timeout",
        Limits.SETTLE.toSeconds() + "s",
        "--tracer-rate",
        tracers.toString(),
        "--format",
        "json",
        "--output",
        output.toString());
  }

  static List<String> plan(Path run) {
    return List.of(
        "capacity-plan", "--results", run.toString(), "--load", "45MB/s", "--format", "json");
  }

  static List<String> report(Path run) {
    return List.of("report", "--results", run.toString());
  }
}

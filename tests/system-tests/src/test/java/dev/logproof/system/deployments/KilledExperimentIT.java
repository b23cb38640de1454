package dev.logproof.system.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies that {@code kill -9} leaves no orphans and a result that reports it. */
@Tag("full")
class KilledExperimentIT {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
  private static final String[] PROGRAMS = {
    "LocalAwsCommand serve", "AggregatorCommand serve", "LoadgenCommand run"
  };

  @TempDir Path directory;

  private RunningProgram reproduce() throws IOException {
    return RunningProgram.start(
        directory,
        Map.of(),
        "experiment",
        "reproduce",
        "--results",
        directory.resolve("results").toString(),
        "--rates",
        "1MB/s,2MB/s",
        "--warm-up-seconds",
        "12",
        "--deployments",
        "1");
  }

  private Path run() throws IOException {
    Path results = directory.resolve("results");
    if (!Files.isDirectory(results)) {
      return directory.resolve("absent");
    }
    try (Stream<Path> runs = Files.list(results)) {
      return runs.findFirst().orElse(directory.resolve("absent"));
    }
  }

  private static List<ProcessHandle> childrenUnderLoad(RunningProgram experiment) {
    return Waits.await()
        .until(
            () -> experiment.process().descendants().toList(),
            children -> Stream.of(PROGRAMS).allMatch(name -> running(children, name)));
  }

  private static boolean running(List<ProcessHandle> processes, String mainClass) {
    return processes.stream().anyMatch(process -> runs(process, mainClass));
  }

  private static boolean runs(ProcessHandle process, String mainClass) {
    return process.info().commandLine().orElse("").contains(mainClass);
  }

  private static boolean isZombie(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
          .contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertAllEnd(List<ProcessHandle> processes) {
    Waits.await()
        .until(
            () -> processes.stream().filter(p -> p.isAlive() && !isZombie(p)).toList(),
            List::isEmpty);
  }

  @Test
  void endsChildrenAndReportsInterruptionWhenKilled() throws Exception {
    try (RunningProgram experiment = reproduce()) {
      List<ProcessHandle> children = childrenUnderLoad(experiment);
      assertThat(children).hasSizeGreaterThanOrEqualTo(3);
      experiment.process().destroyForcibly();
      experiment.awaitEnd(TIME_LIMIT);
      assertAllEnd(children);
    }
    RunningProgram report =
        RunningProgram.start(directory, Map.of(), "report", "--results", run().toString());
    assertThat(report.awaitEnd(TIME_LIMIT)).as(report.stderr()).isEqualTo(2);
    assertThat(Files.readString(run().resolve("report.html"))).contains("interrupted");
  }

  @Test
  void failsNamingAggregatorWhenAggregatorIsKilled() throws Exception {
    try (RunningProgram experiment = reproduce()) {
      List<ProcessHandle> children = childrenUnderLoad(experiment);
      children.stream()
          .filter(child -> runs(child, "AggregatorCommand"))
          .forEach(ProcessHandle::destroyForcibly);
      assertThat(experiment.awaitEnd(TIME_LIMIT)).as(experiment.stderr()).isEqualTo(2);
      assertThat(experiment.stderr()).contains("aggregator").contains("SIGKILL");
      assertAllEnd(children);
    }
    assertThat(Files.readString(run().resolve("run.json"))).contains("\"failed\"");
    assertThat(run().resolve("report.html")).isNotEmptyFile();
  }
}

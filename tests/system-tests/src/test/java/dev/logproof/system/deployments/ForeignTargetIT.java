package dev.logproof.system.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.VerdictResult.Slice;
import dev.logproof.system.support.NodePackages;
import dev.logproof.system.support.RunningProgram;
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

/**
 * Deployments of the aggregator and of a foreign one by turns, in one run: the foreign one's loss
 * is found in its own deployments, at the time of their stops.
 */
@Tag("full")
class ForeignTargetIT {
  private static final Path TEMPLATE = RunningProgram.home().resolve("examples/targets/node");
  private static final Duration TIME_LIMIT = Duration.ofMinutes(8);
  private static final String FOREIGN = "node";

  /** Longest time between a stop and a line that the stop lost, with the length of a slice. */
  private static final long SLACK_MILLIS = 12_000;

  @TempDir Path directory;

  private ExperimentResult deploy() throws IOException, InterruptedException {
    Path template = NodePackages.install(TEMPLATE, directory);
    Path results = directory.resolve("results");
    RunningProgram experiment =
        RunningProgram.start(
            directory,
            Map.of(),
            "experiment",
            "deployment",
            "--results",
            results.toString(),
            "--target",
            "ours",
            "--target",
            "command:" + template,
            "--repeat",
            "2",
            "--lines",
            "numbered",
            "--deployment-rate",
            "1MB/s",
            "--deployment-seconds",
            "8");
    int exitCode = experiment.awaitEnd(TIME_LIMIT);
    assertThat(exitCode).as("lines were lost: " + experiment.stderr()).isEqualTo(1);
    try (Stream<Path> runs = Files.list(results)) {
      Path run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
      assertThat(run.resolve("report.html"))
          .content()
          .contains("in 2 rolling deployments; ours lost 0 of");
      return Json.read(run.resolve(ExperimentResult.FILE_NAME), ExperimentResult.class);
    }
  }

  private static List<Deployment> of(String target, ExperimentResult run) {
    return run.deployments().stream().filter(d -> d.target().equals(target)).toList();
  }

  @Test
  void attributesLossToTheForeignTargetsStops() throws Exception {
    ExperimentResult run = deploy();
    assertThat(run.targets()).extracting(MeasuredTarget::name).containsExactly("ours", FOREIGN);
    assertThat(of("ours", run)).hasSize(2).allMatch(d -> d.verdict().lost() == 0);
    assertThat(of(FOREIGN, run)).hasSize(2).allMatch(d -> d.verdict().lost() > 0);
    for (Deployment deployment : of(FOREIGN, run)) {
      assertThat(deployment.verdict().details().slices())
          .filteredOn(slice -> slice.lost() > 0)
          .isNotEmpty()
          .allMatch(slice -> isAtStop(slice, deployment.stops()));
    }
  }

  private static boolean isAtStop(Slice slice, List<Stop> stops) {
    return stops.stream()
        .anyMatch(stop -> Math.abs(stop.sigtermAtMillis() - slice.startMillis()) < SLACK_MILLIS);
  }
}

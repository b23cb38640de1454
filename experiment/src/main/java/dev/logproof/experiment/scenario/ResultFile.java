package dev.logproof.experiment.scenario;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Machine;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.PlanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The run's {@code run.json}, rewritten at every step to show the progress of a killed experiment.
 * Confined to the main thread.
 */
public final class ResultFile {
  private final Path directory;
  private final long seed;
  private final String startedAt = now();
  private final List<LoadPoint> sweep = new ArrayList<>();
  private final List<Deployment> deployments = new ArrayList<>();
  private Optional<PlanResult> plan = Optional.empty();
  private String status = "running";
  private String step = "start";
  private String message = "";

  /** Writes the first version into {@code directory}. */
  public ResultFile(Path directory, long seed) throws IOException {
    this.directory = directory;
    this.seed = seed;
    write();
  }

  /** Directory of the run. */
  public Path directory() {
    return directory;
  }

  /** Records the current step. */
  public void step(String what) throws IOException {
    step = what;
    write();
  }

  /** Adds a point of the sweep. */
  public void add(LoadPoint point) throws IOException {
    sweep.add(point);
    write();
  }

  /** Adds a deployment. */
  public void add(Deployment deployment) throws IOException {
    deployments.add(deployment);
    write();
  }

  /** Adds the capacity plan. */
  public void plan(PlanResult made) throws IOException {
    plan = Optional.of(made);
    write();
  }

  /** Marks the run as complete. */
  public void complete() throws IOException {
    status = "complete";
    write();
  }

  /** Marks the run as failed. */
  public void fail(String why) throws IOException {
    status = "failed";
    message = why;
    write();
  }

  private void write() throws IOException {
    ExperimentResult result =
        new ExperimentResult(
            ExperimentResult.VERSION,
            BuildVersion.current(),
            "reproduce",
            String.valueOf(directory.getFileName()),
            seed,
            startedAt,
            now(),
            ProcessHandle.current().pid(),
            status,
            step,
            message,
            machine(),
            List.of(),
            List.of(),
            List.copyOf(sweep),
            List.of(),
            List.copyOf(deployments),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            plan);
    Json.replace(directory.resolve(ExperimentResult.FILE_NAME), result);
  }

  private static Machine machine() {
    return new Machine(
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().toString(),
        MachineMemory.bytes());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}

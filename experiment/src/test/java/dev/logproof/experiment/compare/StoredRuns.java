package dev.logproof.experiment.compare;

import dev.logproof.experiment.compare.SimulatedRun.Factors;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Directories of simulated runs. */
public final class StoredRuns {
  private StoredRuns() {}

  /** Stores a run whose CPU is {@code cpu} times the usual one. */
  public static Path store(Path directory, double cpu, long seed) throws IOException {
    return write(directory, run(directory.getFileName().toString(), cpu, seed));
  }

  private static ExperimentResult run(String name, double cpu, long seed) {
    return SimulatedRun.of(name).with(new Factors(cpu, 1, 1, 1, 1, 1)).measure(new Random(seed));
  }

  /** Stores a run of another suite with other parameters. */
  public static Path storeOther(Path directory) throws IOException {
    ExperimentResult run = run("other", 1, 1);
    Parameter connections = new Parameter("--connections", "16", "Connections of the load.");
    return write(
        directory,
        with(run, "throughput", run.targets(), List.of(connections), run.sweep(), List.of()));
  }

  /** Stores a run of two targets, the second of which uses {@code cpu} times the CPU. */
  public static Path storeTwoTargets(Path directory, double cpu) throws IOException {
    ExperimentResult run = run("both", 1, 1);
    List<LoadPoint> points = new ArrayList<>(run.sweep());
    run("node", cpu, 2).sweep().stream().map(StoredRuns::ofNode).forEach(points::add);
    List<MeasuredTarget> targets =
        List.of(run.targets().get(0), new MeasuredTarget("node", "command", "node x.js", ""));
    ExperimentResult swept = with(run, "throughput", targets, run.parameters(), points, List.of());
    return write(directory, swept);
  }

  /** Stores a run that measured nothing. */
  public static Path storeEmpty(Path directory) throws IOException {
    ExperimentResult run = run("empty", 1, 1);
    return write(
        directory, with(run, "reproduce", run.targets(), run.parameters(), List.of(), List.of()));
  }

  private static LoadPoint ofNode(LoadPoint point) {
    return new LoadPoint(
        "node",
        point.offeredBytesPerSecond(),
        point.achievedBytesPerSecond(),
        point.eventsPerSecond(),
        point.seconds(),
        point.cpuCores(),
        point.residentBytes(),
        point.peakResidentBytes(),
        point.held(),
        point.remark());
  }

  /** The sweep and deployments alone, without knees and samples. */
  private static ExperimentResult with(
      ExperimentResult run,
      String experiment,
      List<MeasuredTarget> targets,
      List<Parameter> parameters,
      List<LoadPoint> sweep,
      List<Deployment> deployments) {
    return new ExperimentResult(
        run.version(),
        run.logproofVersion(),
        experiment,
        run.runId(),
        run.seed(),
        run.startedAt(),
        run.updatedAt(),
        run.pid(),
        run.status(),
        run.step(),
        run.message(),
        run.machine(),
        targets,
        parameters,
        sweep,
        List.of(),
        deployments,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static Path write(Path directory, ExperimentResult run) throws IOException {
    Files.createDirectories(directory);
    Json.replace(directory.resolve(ExperimentResult.FILE_NAME), run);
    return directory;
  }
}

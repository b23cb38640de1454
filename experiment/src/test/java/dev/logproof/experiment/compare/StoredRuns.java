package dev.logproof.experiment.compare;

import dev.logproof.experiment.compare.SimulatedRun.Factors;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import dev.logproof.samples.ExperimentSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        directory, like(run, "throughput").parameters(connections).found(run.sweep()).build());
  }

  /** Stores a run of two targets, the second of which uses {@code cpu} times the CPU. */
  public static Path storeTwoTargets(Path directory, double cpu) throws IOException {
    ExperimentResult run = run("both", 1, 1);
    List<LoadPoint> points = new ArrayList<>(run.sweep());
    run("node", cpu, 2).sweep().stream().map(StoredRuns::ofNode).forEach(points::add);
    List<MeasuredTarget> targets =
        List.of(run.targets().get(0), new MeasuredTarget("node", "command", "node x.js", ""));
    return write(directory, like(run, "throughput").targets(targets).found(points).build());
  }

  /** Stores a run that measured nothing. */
  public static Path storeEmpty(Path directory) throws IOException {
    return write(directory, like(run("empty", 1, 1), "reproduce").build());
  }

  /** The same targets and parameters, without measurements. */
  private static ExperimentSample like(ExperimentResult run, String suite) {
    return ExperimentSample.complete()
        .named(suite, run.runId())
        .targets(run.targets())
        .parameters(run.parameters().toArray(Parameter[]::new));
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

  private static Path write(Path directory, ExperimentResult run) throws IOException {
    Files.createDirectories(directory);
    Json.replace(directory.resolve(ExperimentResult.FILE_NAME), run);
    return directory;
  }
}

package dev.logproof.experiment.scenario;

import dev.logproof.commandline.Progress;
import dev.logproof.experiment.process.Launcher;
import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.process.Supervisor;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.experiment.task.TargetFile;
import dev.logproof.experiment.task.TaskHttp;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Context shared by all steps. Confined to the main thread. */
final class ExperimentContext {
  /** Includes 2: an invalid load run also records that in its result. */
  private static final Set<Integer> LOAD_EXIT_CODES = Set.of(0, 2);

  private final Settings settings;
  private final Supervisor supervisor;
  private final Launcher launcher;
  private final ResultFile result;
  private final Progress progress;
  private final TaskHttp http = new TaskHttp();
  private int tasksStarted;

  ExperimentContext(
      Settings settings,
      Supervisor supervisor,
      Launcher launcher,
      ResultFile result,
      Progress progress) {
    this.settings = settings;
    this.supervisor = supervisor;
    this.launcher = launcher;
    this.result = result;
    this.progress = progress;
  }

  Settings settings() {
    return settings;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  Launcher launcher() {
    return launcher;
  }

  ResultFile result() {
    return result;
  }

  Progress progress() {
    return progress;
  }

  TaskHttp http() {
    return http;
  }

  void step(String what) throws IOException {
    result.step(what);
    progress.milestone(what);
  }

  AggregatorTask startTask() throws StepFailedException, IOException, InterruptedException {
    tasksStarted++;
    ManagedProcess process =
        launcher.serve("aggregator-" + tasksStarted, Commands.aggregator(settings.config()));
    AggregatorTask task = AggregatorTask.awaitReady(process, supervisor, Limits.READY);
    supervisor.await(
        task.name() + " answers its health check with 200",
        Limits.READY,
        () -> http.healthy(task.addresses()) ? Optional.of(true) : Optional.empty());
    return task;
  }

  TargetFile targets(String name) throws IOException {
    return new TargetFile(result.directory().resolve(name));
  }

  ManagedProcess startLoad(String name, Commands.Load load) throws IOException {
    Files.createDirectories(load.directory().toAbsolutePath().resolve(".."));
    return launcher.run(name, Commands.loadgen(load), LOAD_EXIT_CODES);
  }

  LoadResult awaitLoad(ManagedProcess process, Commands.Load load, Runnable meanwhile)
      throws StepFailedException, IOException, InterruptedException {
    Duration limit = load.time().plus(Limits.LOAD_MARGIN);
    supervisor.await(
        process.name() + " ends",
        limit,
        () -> {
          meanwhile.run();
          return process.isAlive() ? Optional.empty() : Optional.of(true);
        });
    supervisor.check();
    return read(load.directory().resolve(LoadResult.FILE_NAME), LoadResult.class);
  }

  ManagedProcess runToEnd(String name, List<String> command, Set<Integer> exitCodes, Duration limit)
      throws StepFailedException, IOException, InterruptedException {
    ManagedProcess process = launcher.run(name, command, exitCodes);
    supervisor.await(
        name + " ends", limit, () -> process.isAlive() ? Optional.empty() : Optional.of(true));
    Optional<String> end = process.unexpectedEnd();
    if (end.isPresent()) {
      throw new StepFailedException(end.get());
    }
    return process;
  }

  /** Fails the step when the file is missing or malformed. */
  <T> T read(Path file, Class<T> type) throws StepFailedException {
    try {
      return Json.read(file, type);
    } catch (IOException e) {
      throw new StepFailedException("no result to read: " + e);
    }
  }
}

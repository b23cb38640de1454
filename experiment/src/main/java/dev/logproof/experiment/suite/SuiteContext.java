package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.Launcher;
import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.process.Supervisor;
import dev.logproof.experiment.run.ResultFile;
import dev.logproof.experiment.screen.LiveScreen;
import dev.logproof.experiment.targets.Target;
import dev.logproof.experiment.targets.TaskPlace;
import dev.logproof.experiment.task.AggregatorTask;
import dev.logproof.experiment.task.TaskHttp;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Context shared by all steps. Confined to the main thread. */
public record SuiteContext(
    SuiteSettings settings,
    Supervisor supervisor,
    Launcher launcher,
    ResultFile result,
    LiveScreen screen,
    TaskHttp http) {
  /** Pass, fail and unknown. */
  private static final Set<Integer> VERDICT_EXIT_CODES = Set.of(0, 1, 2);

  void step(String what) throws IOException {
    result.step(what);
    screen.milestone(what);
  }

  AggregatorTask startTask(Target target)
      throws StepFailedException, IOException, InterruptedException {
    String program = target.name().equals(MeasuredTarget.OURS) ? "aggregator" : target.name();
    return target.start(
        launcher.nextName(program), new TaskPlace(launcher, supervisor, http, result.directory()));
  }

  /** An interrupted run may have left a directory of the same name. */
  Path freshDirectory(String name) throws IOException {
    Path directory = result.directory().resolve(name);
    for (int i = 2; Files.exists(directory); i++) {
      directory = result.directory().resolve(name + "-" + i);
    }
    Files.createDirectories(result.directory());
    return directory;
  }

  /** Verifies the load run in {@code journal}. */
  VerdictResult verify(Path journal, double tracersPerSecond)
      throws StepFailedException, IOException, InterruptedException {
    return verify(journal, tracersPerSecond, Limits.STABLE);
  }

  /** Verifies a load run whose events were all delivered to Firehose. */
  VerdictResult verifyDelivered(Path journal, double tracersPerSecond)
      throws StepFailedException, IOException, InterruptedException {
    return verify(journal, tracersPerSecond, Limits.STABLE_AFTER_DELIVERY);
  }

  private VerdictResult verify(Path journal, double tracersPerSecond, Duration settle)
      throws StepFailedException, IOException, InterruptedException {
    return verify(
        journal, Limits.VERIFY, journal.toString(), tracersPerSecond, Commands.settle(settle));
  }

  /**
   * Verifies a load run whose journals may be elsewhere.
   *
   * @param directory of the verdict
   * @param journal directory or S3 location
   * @param options further options of verify
   */
  VerdictResult verify(
      Path directory, Duration limit, String journal, double tracersPerSecond, List<String> options)
      throws StepFailedException, IOException, InterruptedException {
    Path output = directory.resolve(VerdictResult.FILE_NAME);
    runToEnd(
        "verify-" + directory.getFileName(),
        Commands.verify(journal, tracersPerSecond, output, options),
        VERDICT_EXIT_CODES,
        limit);
    return read(output, VerdictResult.class);
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
  static <T> T read(Path file, Class<T> type) throws StepFailedException {
    try {
      return Json.read(file, type);
    } catch (IOException e) {
      throw new StepFailedException("no result to read: " + e);
    }
  }
}

package dev.logproof.experiment.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Progress;
import dev.logproof.commandline.Termination;
import dev.logproof.experiment.run.ResultFile;
import dev.logproof.experiment.run.RunHead;
import dev.logproof.experiment.run.RunName;
import dev.logproof.experiment.suite.Part;
import dev.logproof.experiment.suite.SuiteRun;
import dev.logproof.experiment.suite.SuiteSettings;
import dev.logproof.experiment.targets.Target;
import dev.logproof.record.result.ExperimentResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A suite as a subcommand. */
abstract class SuiteCommand implements Callable<Integer> {
  @Mixin SuiteOptions common = new SuiteOptions();

  @Spec CommandSpec spec;

  @ParentCommand ExperimentCommand parent;

  /** Checks the options and returns the parts to run. */
  abstract List<Part> parts();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Part> parts = parts();
    SuiteSettings settings = common.settings();
    ResultFile result = resultFile(settings);
    System.err.println("run: " + result.directory() + " (seed " + settings.seed() + ")");
    Progress progress = Progress.onStandardError(parent.options.quiet());
    return new SuiteRun(settings, parts, result, Termination.shared()::await, progress, System.out)
        .run();
  }

  private ResultFile resultFile(SuiteSettings settings) throws IOException {
    RunHead head =
        new RunHead(
            spec.name(),
            settings.seed(),
            settings.targets().stream().map(Target::description).toList(),
            RecordedOptions.of(spec, settings.seed()));
    if (common.resume.isEmpty()) {
      Path results = common.results.toAbsolutePath();
      return ResultFile.create(RunName.createDirectory(results, Instant.now()), head);
    }
    Path directory = common.resume.get().toAbsolutePath();
    requireSame(head, ResultFile.read(directory), directory);
    return ResultFile.resume(directory, head);
  }

  /** Parts of different loads or targets must not be mixed in one result. */
  private static void requireSame(RunHead head, ExperimentResult earlier, Path directory) {
    boolean isRunning =
        earlier.status().equals("running")
            && ProcessHandle.of(earlier.pid()).map(ProcessHandle::isAlive).orElse(false);
    if (isRunning) {
      throw CommandFailure.badInput(
          "--resume " + directory + ": the run is still running as process " + earlier.pid());
    }
    if (!earlier.experiment().equals(head.suite())
        || !earlier.parameters().equals(head.parameters())) {
      throw CommandFailure.badInput(
          "--resume "
              + directory
              + ": a run of "
              + earlier.experiment()
              + " with other options; expected 'experiment resume "
              + directory
              + "'");
    }
  }
}

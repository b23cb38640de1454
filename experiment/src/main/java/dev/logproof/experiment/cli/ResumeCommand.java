package dev.logproof.experiment.cli;

import dev.logproof.commandline.Program;
import dev.logproof.experiment.run.ResultFile;
import dev.logproof.record.result.ExperimentResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code experiment resume}: continues an interrupted run. */
@Command(
    name = "resume",
    description = {
      "Continue an interrupted run with its own options. Finished parts are kept; a part that was"
          + " interrupted runs again.",
      "Exit codes: as the suite's."
    },
    footer = {"", "Example: experiment resume results/20260131-120000"})
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Directory of the run, with its run.json.")
  Path directory;

  @ParentCommand ExperimentCommand parent;

  @Override
  public Integer call() {
    ExperimentResult earlier = ResultFile.read(directory);
    List<String> arguments =
        new ArrayList<>(RecordedOptions.arguments(earlier.experiment(), earlier.parameters()));
    arguments.addAll(List.of("--resume", directory.toString()));
    if (parent.options.quiet()) {
      arguments.add("--quiet");
    }
    return Program.run(new ExperimentCommand(), System.getenv(), arguments.toArray(String[]::new));
  }
}

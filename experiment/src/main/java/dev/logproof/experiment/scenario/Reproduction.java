package dev.logproof.experiment.scenario;

import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Progress;
import dev.logproof.experiment.process.Launcher;
import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.process.Supervisor;
import dev.logproof.experiment.process.Supervisor.SignalWait;
import dev.logproof.record.result.PlanResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reproduces the article's figures. A failure stops all processes and is recorded in {@code
 * run.json}. Confined to the main thread.
 */
public final class Reproduction {
  /** Pass, fail and unknown. */
  private static final Set<Integer> REPORT_EXIT_CODES = Set.of(0, 1, 2);

  private static final Set<Integer> PLAN_EXIT_CODES = Set.of(0, 2);

  private final Settings settings;
  private final Supervisor supervisor;
  private final Launcher launcher;
  private final ResultFile result;
  private final ExperimentContext stage;
  private final PrintStream out;

  private Reproduction(Settings settings, Path directory, SignalWait signals, PrintStream out)
      throws IOException {
    this.settings = settings;
    this.out = out;
    this.result = new ResultFile(directory, settings.seed());
    this.supervisor = new Supervisor(signals);
    this.launcher = new Launcher(settings.home(), directory, supervisor);
    Progress progress = Progress.onStandardError(settings.quiet());
    this.stage = new ExperimentContext(settings, supervisor, launcher, result, progress);
  }

  /**
   * Runs the reproduction.
   *
   * @param directory existing and empty
   * @return exit code as defined in D8: the report's, or 2 for an unfinished run
   */
  public static int run(Settings settings, Path directory, SignalWait signals, PrintStream out)
      throws IOException, InterruptedException {
    Reproduction reproduction = new Reproduction(settings, directory, signals, out);
    try {
      return reproduction.runSteps();
    } finally {
      reproduction.supervisor.stopAll(Limits.GRACE);
    }
  }

  private int runSteps() throws IOException, InterruptedException {
    try {
      steps();
      supervisor.stopAll(Limits.GRACE);
      result.complete();
    } catch (StepFailedException e) {
      return end(e.getMessage(), ExitCode.UNKNOWN);
    } catch (IOException | RuntimeException e) {
      end("internal error: " + e, ExitCode.INTERNAL);
      throw e;
    }
    return report();
  }

  private void steps() throws StepFailedException, IOException, InterruptedException {
    prepare();
    stage.step("start local-aws");
    LocalAws.start(stage);
    Sweep.run(stage);
    RollingDeployments.run(stage);
    plan();
    stage.step("done");
  }

  /** Builds the programs before the measurement by starting each once. */
  private void prepare() throws StepFailedException, IOException, InterruptedException {
    stage.step("prepare the programs");
    for (String program : Commands.PROGRAMS) {
      stage.runToEnd("prepare-" + program, List.of(program, "--version"), Set.of(0), Limits.BUILD);
    }
  }

  private void plan() throws StepFailedException, IOException, InterruptedException {
    stage.step("plan capacity");
    ManagedProcess planner =
        stage.runToEnd(
            "capacity-plan", Commands.plan(result.directory()), PLAN_EXIT_CODES, Limits.PLAN);
    if (planner.exitCode() == ExitCode.PASS) {
      result.plan(stage.read(planner.stdout(), PlanResult.class));
    }
  }

  private int end(String why, int exitCode) throws IOException, InterruptedException {
    System.err.println("experiment reproduce: " + why);
    supervisor.stopAll(Limits.GRACE);
    result.fail(why);
    report();
    return exitCode;
  }

  /** Also reports after a failed run or a signal. */
  private int report() throws IOException, InterruptedException {
    Supervisor undisturbed = new Supervisor(Reproduction::noSignal);
    Launcher reporter = new Launcher(settings.home(), result.directory(), undisturbed);
    try {
      ManagedProcess report =
          reporter.run("report", Commands.report(result.directory()), REPORT_EXIT_CODES);
      undisturbed.awaitEnd(report, Limits.REPORT);
      undisturbed.stopAll(Limits.GRACE);
      report.outputLines().forEach(out::println);
      if (REPORT_EXIT_CODES.contains(report.exitCode())) {
        return report.exitCode();
      }
      throw new StepFailedException(report.describeEnd());
    } catch (StepFailedException e) {
      System.err.println("experiment reproduce: no report: " + e.getMessage());
      return ExitCode.INTERNAL;
    } finally {
      undisturbed.stopAll(Limits.GRACE);
    }
  }

  private static boolean noSignal(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return false;
  }
}

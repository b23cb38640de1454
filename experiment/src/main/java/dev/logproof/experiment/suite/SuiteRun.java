package dev.logproof.experiment.suite;

import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Progress;
import dev.logproof.experiment.process.Launcher;
import dev.logproof.experiment.process.ManagedProcess;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.process.Supervisor;
import dev.logproof.experiment.process.Supervisor.SignalWait;
import dev.logproof.experiment.run.ResultFile;
import dev.logproof.experiment.screen.LiveScreen;
import dev.logproof.experiment.task.TaskHttp;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.PlanResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Runs the parts of a suite. A failure or a signal stops all processes, is recorded in {@code
 * run.json}, and still leads to a report. Confined to the main thread.
 */
public final class SuiteRun {
  /** Pass, fail and unknown. */
  private static final Set<Integer> REPORT_EXIT_CODES = Set.of(0, 1, 2);

  private static final Set<Integer> PLAN_EXIT_CODES = Set.of(0, 2);
  private static final Duration PREPARATION = Duration.ofSeconds(8);

  private final SuiteSettings settings;
  private final List<Part> parts;
  private final Supervisor supervisor;
  private final Launcher launcher;
  private final ResultFile result;
  private final SuiteContext context;
  private final PrintStream out;

  /**
   * Creates a run that has not started.
   *
   * @param result of a new or a resumed run
   */
  public SuiteRun(
      SuiteSettings settings,
      List<Part> parts,
      ResultFile result,
      SignalWait signals,
      Progress progress,
      PrintStream out)
      throws IOException {
    this.settings = settings;
    this.parts = List.copyOf(parts);
    this.result = result;
    this.out = out;
    this.supervisor = new Supervisor(signals);
    this.launcher = new Launcher(settings.home(), result.directory(), supervisor);
    LiveScreen screen = new LiveScreen(progress, expectedTime());
    this.context = new SuiteContext(settings, supervisor, launcher, result, screen, new TaskHttp());
  }

  /**
   * Runs the parts and the report.
   *
   * @return exit code: the report's, or 2 for an unfinished run
   */
  public int run() throws IOException, InterruptedException {
    try {
      return runParts();
    } finally {
      supervisor.stopAll(Limits.GRACE);
    }
  }

  private Duration expectedTime() {
    Duration one = parts.stream().map(Part::expectedTime).reduce(Duration.ZERO, Duration::plus);
    return one.multipliedBy(settings.targets().size()).plus(PREPARATION);
  }

  private int runParts() throws IOException, InterruptedException {
    try {
      steps();
      supervisor.stopAll(Limits.GRACE);
      result.complete();
    } catch (StepFailedException e) {
      return end(e.getMessage());
    } catch (IOException | RuntimeException e) {
      fail("internal error: " + e);
      throw e;
    }
    return report();
  }

  private void steps() throws StepFailedException, IOException, InterruptedException {
    prepare();
    if (settings.destination().isEmpty()) {
      context.step("start local-aws");
      LocalAws.start(context);
    } else {
      launcher.export(settings.destination());
    }
    for (Part part : parts) {
      part.run(context);
    }
    plan();
    context.step("done");
  }

  /** Builds the programs before the measurement by starting each once. */
  private void prepare() throws StepFailedException, IOException, InterruptedException {
    context.step("prepare the programs");
    for (String program : Commands.PROGRAMS) {
      context.runToEnd(
          "prepare-" + program, List.of(program, "--version"), Set.of(0), Limits.BUILD);
    }
  }

  /** A plan may be refused, with a reason, when the measurements do not carry one. */
  private void plan() throws StepFailedException, IOException, InterruptedException {
    String target = settings.targets().get(0).name();
    List<LoadPoint> points = result.findings().sweep(target);
    if (points.isEmpty()) {
      return;
    }
    context.step("plan capacity");
    ManagedProcess planner =
        context.runToEnd(
            "capacity-plan",
            Commands.plan(result.directory(), target),
            PLAN_EXIT_CODES,
            Limits.PLAN);
    if (planner.exitCode() == ExitCode.PASS) {
      result.plan(SuiteContext.read(planner.stdout(), PlanResult.class));
    } else {
      context.screen().milestone("  no plan: " + Files.readString(planner.stderr()).strip());
    }
  }

  private int end(String why) throws IOException, InterruptedException {
    if (!why.equals(StepFailedException.BY_SIGNAL)) {
      return fail(why);
    }
    System.err.println(
        String.format(
            Locale.ROOT,
            "experiment %s: %s; continue by: experiment resume %s",
            result.suite(),
            why,
            result.directory()));
    supervisor.stopAll(Limits.GRACE);
    result.partial(why);
    var unused = report();
    return ExitCode.UNKNOWN;
  }

  private int fail(String why) throws IOException, InterruptedException {
    System.err.println("experiment " + result.suite() + ": " + why);
    supervisor.stopAll(Limits.GRACE);
    result.fail(why);
    var unused = report();
    return ExitCode.UNKNOWN;
  }

  /** Also reports after a failed run or a signal. */
  private int report() throws IOException, InterruptedException {
    Supervisor undisturbed = new Supervisor(SuiteRun::noSignal);
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
      System.err.println("experiment " + result.suite() + ": no report: " + e.getMessage());
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

package dev.logproof.reports;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Program;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.PlanResult;
import dev.logproof.reports.capacity.CapacityPlanner;
import dev.logproof.reports.capacity.HeldPoint;
import dev.logproof.reports.capacity.NotPlannableException;
import dev.logproof.reports.capacity.TaskRate;
import dev.logproof.reports.run.MeasuredRun;
import dev.logproof.reports.run.StoredRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Derives the number of tasks that a load needs from measured results. */
@Command(
    name = "capacity-plan",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    description = {
      "Compute MinTasks and MaxTasks for a load from the measurements of 'experiment reproduce'.",
      "Fits CPU = a + b x rate to the rates that one task sustained. The rate planned per task is"
          + " (CPU target - a) / b, limited to the highest rate that was sustained, and below any"
          + " rate at which the task exceeded the target. If the interval of b contains 0, or there"
          + " is no interval because only two rates were measured, the plan uses the highest rate"
          + " sustained within the target.",
      "Without measured results it uses the article's 9 MB/s per task and states so.",
      "Exit codes: 0 planned, 2 no rate meets the CPU target, 64 bad input, 70 internal error."
    },
    footer = {"", "Example: capacity-plan --results results --load 45MB/s"})
public final class CapacityPlanCommand implements Callable<Integer> {
  private static final Path DEFAULT_RESULTS = Path.of("results");

  @Option(
      names = "--load",
      required = true,
      paramLabel = "RATE",
      description = "Total load of all clients, such as 45MB/s. Required.")
  ByteRate load;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description =
          "Directory of a run, or a directory of runs, of which the newest complete one is used."
              + " Default: results, if it exists.")
  Optional<Path> results = Optional.empty();

  @Option(
      names = "--cpu-target",
      paramLabel = "SHARE",
      defaultValue = "0.7",
      description =
          "Target CPU utilization of a task's vCPUs, above 0 and up to 1. Default:"
              + " ${DEFAULT-VALUE}.")
  double cpuTarget;

  @Option(
      names = "--vcpus",
      paramLabel = "N",
      description =
          "vCPUs per task, such as 0.5 or 4. Default: the processors of the measured machine.")
  Optional<Double> vcpus = Optional.empty();

  @Option(
      names = "--max-factor",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "MaxTasks divided by MinTasks, at least 1; the article uses 2. Default:"
              + " ${DEFAULT-VALUE}.")
  double maxFactor;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  OutputFormat format;

  @Mixin CommandOptions options = new CommandOptions();

  @Spec CommandSpec spec;

  /** Runs the command. */
  public static void main(String... args) {
    Program.main(new CapacityPlanCommand(), args);
  }

  @Override
  public Integer call() throws IOException {
    checkRange("--cpu-target", cpuTarget, cpuTarget > 0 && cpuTarget <= 1, "above 0, at most 1");
    checkRange("--max-factor", maxFactor, maxFactor >= 1 && maxFactor <= 1000, "1 to 1000");
    vcpus.ifPresent(n -> checkRange("--vcpus", n, n > 0 && n <= 1024, "above 0, at most 1024"));
    PlanResult plan = plan();
    PrintWriter out = spec.commandLine().getOut();
    out.print(format == OutputFormat.JSON ? Json.compact(plan) + "\n" : table(plan));
    out.flush();
    return ExitCode.PASS;
  }

  private PlanResult plan() throws IOException {
    MeasuredRun measured = measured();
    try {
      TaskRate task =
          measured.run().isPresent()
              ? ofRun(measured.run().get(), measured.remarks())
              : TaskRate.ofArticle(measured.remarks());
      return CapacityPlanner.plan(load.bytesPerSecond(), task, maxFactor);
    } catch (NotPlannableException e) {
      throw CommandFailure.unknown("no plan: " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw CommandFailure.badInput("--load " + load + " needs too many tasks to count", e);
    }
  }

  private TaskRate ofRun(StoredRun run, List<String> remarks) throws NotPlannableException {
    double cores = vcpus.orElse((double) run.result().machine().processors());
    TaskRate rate = TaskRate.measured(HeldPoint.of(run.result().sweep()), cpuTarget * cores);
    List<String> explanation = new ArrayList<>(remarks);
    explanation.add("measured by run " + run.result().runId() + ", " + run.directory());
    explanation.add(
        String.format(
            Locale.ROOT,
            "CPU target: %s of %s vCPU%s",
            cpuTarget,
            cores,
            vcpus.isPresent() ? "" : ", the processors of the measured machine"));
    explanation.addAll(rate.explanation());
    return new TaskRate(rate.bytesPerSecond(), rate.basis(), List.copyOf(explanation));
  }

  private MeasuredRun measured() throws IOException {
    Path directory = results.orElse(DEFAULT_RESULTS);
    if (results.isEmpty() && !Files.isDirectory(directory)) {
      return new MeasuredRun(
          Optional.empty(),
          List.of("no measured results: there is no directory " + DEFAULT_RESULTS + " here"));
    }
    MeasuredRun measured = MeasuredRun.newestIn(ResultsOption.read(directory));
    if (measured.run().isPresent()) {
      return measured;
    }
    List<String> remarks = new ArrayList<>(List.of("no measured results in " + directory));
    remarks.addAll(measured.remarks());
    return new MeasuredRun(Optional.empty(), remarks);
  }

  private static void checkRange(String flag, double value, boolean valid, String expected) {
    if (!valid) {
      throw CommandFailure.badInput(flag + " " + value + ": expected a number, " + expected);
    }
  }

  private String table(PlanResult plan) {
    StringBuilder text = new StringBuilder();
    row(text, "MinTasks", plan.minTasks());
    row(text, "MaxTasks", plan.maxTasks());
    row(text, "load", megabytes(plan.loadBytesPerSecond()));
    row(text, "per task", megabytes(plan.perTaskBytesPerSecond()));
    row(text, "basis", plan.basis());
    plan.explanation().forEach(line -> text.append("  - ").append(line).append('\n'));
    return text.toString();
  }

  private static String megabytes(double bytesPerSecond) {
    return String.format(Locale.ROOT, "%.2f MB/s (%.0f B/s)", bytesPerSecond / 1e6, bytesPerSecond);
  }

  private static void row(StringBuilder text, String name, Object value) {
    text.append(String.format(Locale.ROOT, "%-9s %s%n", name, value));
  }
}

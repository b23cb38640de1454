package dev.logproof.reports;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Program;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.PlanResult;
import dev.logproof.reports.capacity.CapacityPlanner;
import dev.logproof.reports.capacity.Clients;
import dev.logproof.reports.capacity.Demand;
import dev.logproof.reports.capacity.FleetRules;
import dev.logproof.reports.capacity.Measurements;
import dev.logproof.reports.capacity.NotPlannableException;
import dev.logproof.reports.capacity.PlanInput;
import dev.logproof.reports.capacity.Prices;
import dev.logproof.reports.capacity.TaskRate;
import dev.logproof.reports.capacity.TaskSize;
import dev.logproof.reports.run.StoredRun;
import java.io.IOException;
import java.io.PrintWriter;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Derives the number of tasks that a load needs from measured results. */
@Command(
    name = "capacity-plan",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    subcommands = CapacityPlanSimulateCommand.class,
    sortOptions = false,
    description = {
      "Compute MinTasks and MaxTasks for a load from the measurements of 'experiment', with 95 %%"
          + " intervals and one sentence per number.",
      "The rate per task is the lowest of three limits, and the output names the one that binds:"
          + " cpu, where the line CPU = a + b x rate reaches the CPU target (interval: Fieller);"
          + " knee, the highest rate that a task kept up with; memory. Rates above the knee do not"
          + " enter the line, and the line is not used beyond the highest rate held.",
      "Beside it: tasks for a lost zone, skew of connections, Firehose streams, seconds of outage"
          + " that the buffers absorb, lines at risk per deployment, and monthly cost in each form"
          + " of delivery.",
      "It refuses, with exit code 2, what the measurements do not carry: a slope whose interval"
          + " holds 0, a rate beyond the highest held, fewer than three rates, and a run that is"
          + " not valid (failed, partial, or a load that was not offered).",
      "Without any results it uses the article's 9 MB/s per task and states so.",
      "Exit codes: 0 planned, 2 refused, 64 bad input, 70 internal error."
    },
    footer = {
      "",
      "Examples:",
      "  capacity-plan --load 45MB/s --results results",
      "  capacity-plan --load 45MB/s --zones 2 --connections 2000 --weights zipf:1.0",
      "  capacity-plan --load 45MB/s --format cfn",
      "  capacity-plan simulate --tasks 10000 --connections 10000000"
    })
public final class CapacityPlanCommand implements Callable<Integer> {
  /** Zones of the article's network. */
  private static final int ARTICLE_ZONES = 2;

  @Option(
      names = "--load",
      paramLabel = "RATE",
      description = "Total load of all clients, such as 45MB/s. Required.")
  Optional<ByteRate> load = Optional.empty();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description =
          "Directory of a run, or a directory of runs, of which the newest complete one is used."
              + " Default: results, if it exists.")
  Optional<Path> results = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Target of a run that measured several. Default: ours.")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--per-task-rate",
      paramLabel = "RATE",
      description =
          "Plan with this rate per task in place of the measured limits. Refused beyond the highest"
              + " rate held.")
  Optional<ByteRate> perTaskRate = Optional.empty();

  @Mixin TaskOptions task;

  @Option(
      names = "--max-factor",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "MaxTasks divided by MinTasks, at least 1; the article uses 2. Default:"
              + " ${DEFAULT-VALUE}.")
  double maxFactor;

  @Option(
      names = "--zones",
      paramLabel = "N",
      description =
          "Availability zones, 2 to 6: MinTasks then carries the load with one of them gone."
              + " Default: the number for 2 zones is printed but not planned.")
  Optional<Integer> zones = Optional.empty();

  @Mixin ClientOptions client;
  @Mixin DeliveryOptions delivery;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "Output format: ${COMPLETION-CANDIDATES}; cfn prints the parameters for 'aws"
              + " cloudformation deploy'. Default: ${DEFAULT-VALUE}.")
  PlanFormat format;

  @Mixin CommandOptions options;

  @Spec CommandSpec spec;

  /** Runs the command. */
  public static void main(String... args) {
    Program.main(new CapacityPlanCommand(), args);
  }

  @Override
  public Integer call() throws IOException {
    ByteRate total =
        load.orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "Missing required option: '--load=RATE'"));
    task.check();
    delivery.check();
    Ranges.within("--max-factor", maxFactor, 1, 1000);
    zones.ifPresent(n -> Ranges.within("--zones", n, 2, 6));
    PlanResult plan = plan(total);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE -> out.print(PlanTable.of(plan));
      case JSON -> out.print(Json.compact(plan) + "\n");
      case CFN ->
          out.printf(
              Locale.ROOT,
              "--parameter-overrides MinTasks=%d MaxTasks=%d%n",
              plan.minTasks(),
              plan.maxTasks());
    }
    out.flush();
    return ExitCode.PASS;
  }

  private PlanResult plan(ByteRate total) throws IOException {
    Clients clients = client.clients().orElse(Clients.NONE);
    Prices prices = delivery.prices();
    String asked = target.orElse("");
    MeasuredTask found =
        results.isPresent() ? MeasuredTask.find(results.get(), asked) : MeasuredTask.find(asked);
    try {
      if (found.run().isEmpty()) {
        TaskSize size = task.size(TaskSize.ARTICLE_VCPUS);
        PlanInput input = input(demand(total), size, clients, prices, List.of());
        return CapacityPlanner.plan(input, unmeasuredRate(found), "", "");
      }
      ExperimentResult result = found.run().get().result();
      Measurements measured = Measurements.of(result, found.target());
      TaskSize size = task.size(result.machine().processors());
      PlanInput input =
          input(demand(total, measured), size, clients, prices, measured.deployments());
      TaskRate rate = rate(found, measured, size);
      return CapacityPlanner.plan(input, rate, result.runId(), found.target());
    } catch (NotPlannableException e) {
      throw CommandFailure.unknown("no plan: " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw CommandFailure.badInput(
          "--load " + total + " needs too many tasks: " + e.getMessage(), e);
    }
  }

  private PlanInput input(
      Demand demand, TaskSize size, Clients clients, Prices prices, List<Deployment> deployments) {
    return new PlanInput(
        demand,
        size,
        new FleetRules(maxFactor, zones.orElse(ARTICLE_ZONES), zones.isPresent()),
        clients,
        delivery.firehose(),
        prices,
        deployments,
        delivery.roundTripSeconds());
  }

  private TaskRate unmeasuredRate(MeasuredTask found) {
    return perTaskRate.isPresent()
        ? TaskRate.given(perTaskRate.get().bytesPerSecond())
        : TaskRate.ofArticle(found.remarks());
  }

  private TaskRate rate(MeasuredTask found, Measurements measured, TaskSize size)
      throws NotPlannableException {
    if (perTaskRate.isPresent()) {
      return TaskRate.given(perTaskRate.get().bytesPerSecond(), measured);
    }
    TaskRate rate = TaskRate.measured(measured, task.cpuTarget * size.vcpus(), size.memoryBytes());
    return rate.explainedBy(origin(found, size));
  }

  private List<String> origin(MeasuredTask found, TaskSize size) {
    StoredRun run = found.run().orElseThrow();
    List<String> origin = new ArrayList<>(found.remarks());
    origin.add(
        "measured by run "
            + run.result().runId()
            + ", "
            + run.directory()
            + ", target "
            + found.target());
    origin.add(
        String.format(
            Locale.ROOT,
            "CPU target: %s of %s vCPU%s",
            task.cpuTarget,
            size.vcpus(),
            task.vcpus.isPresent() ? "" : ", the processors of the measured machine"));
    return origin;
  }

  private Demand demand(ByteRate total) {
    return delivery
        .lineBytes
        .map(size -> new Demand(total.bytesPerSecond(), size.bytes(), "given by --line-bytes"))
        .orElseGet(
            () ->
                new Demand(
                    total.bytesPerSecond(),
                    Demand.ARTICLE_BYTES_PER_LINE,
                    "the article's example event"));
  }

  private Demand demand(ByteRate total, Measurements measured) {
    return measured
        .held()
        .bytesPerLine()
        .filter(bytes -> delivery.lineBytes.isEmpty())
        .map(bytes -> new Demand(total.bytesPerSecond(), bytes, "as measured"))
        .orElseGet(() -> demand(total));
  }
}

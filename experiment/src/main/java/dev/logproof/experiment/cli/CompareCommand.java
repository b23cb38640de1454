package dev.logproof.experiment.cli;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.FormatOption;
import dev.logproof.experiment.compare.Baseline;
import dev.logproof.experiment.compare.Comparison;
import dev.logproof.experiment.compare.ComparisonPlan;
import dev.logproof.experiment.compare.ComparisonTable;
import dev.logproof.experiment.compare.RunFigures;
import dev.logproof.experiment.compare.Tolerance;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experiment compare}: compares two runs figure by figure. */
@Command(
    name = "compare",
    sortOptions = false,
    synopsisHeading = "Usage:%n",
    customSynopsis = {
      "  experiment compare A B                   B divided by A",
      "  experiment compare RUN --targets X,Y     target Y divided by target X",
      "  experiment compare --baseline FILE RUN   RUN divided by a stored run",
      "  experiment compare --self RUN [AGAIN]    noise of this machine",
      "  experiment compare --write-baseline FILE [--self] RUN [AGAIN]"
    },
    descriptionHeading = "%n",
    description = {
      "Print the ratio B/A of each figure with its interval: CPU per MB, CPU slope, knee, memory,"
          + " lost and duplicated tracers per deployment, stop time, latency percentiles. An"
          + " interval that holds 1 shows no difference.",
      "A figure is a regression when its whole interval is on the worse side of 1 and its ratio is"
          + " worse than the noise. Runs of different workloads are refused.",
      "--self splits the repetitions of one run by turns, or takes two runs of the same target. It"
          + " prints the noise floor: how far two measurements of the same can be apart.",
      "",
      "Exit codes: 0 no regression, 1 a regression, 2 nothing could be compared or B lacks a figure"
          + " of A, 64 bad input or different workloads, 70 internal error."
    },
    footer = {
      "",
      "Examples:",
      "  experiment compare results/monday results/tuesday",
      "  experiment compare --self results/monday results/again --write-baseline baseline.json",
      "  experiment compare --baseline baseline.json results/tuesday"
    })
public final class CompareCommand implements Callable<Integer> {
  private static final double MAX_PERCENT = 1000;
  private static final double MIN_CONFIDENCE = 50;
  private static final double MAX_CONFIDENCE = 99.99;

  @Parameters(
      arity = "0..2",
      paramLabel = "RUN",
      description = "Directory of a run, or its run.json.")
  List<Path> runs = new ArrayList<>();

  @Option(
      names = "--targets",
      paramLabel = "NAME",
      split = ",",
      description =
          "With one run: the two targets to compare. With two: the targets to compare. Default: all"
              + " that both have.")
  List<String> targets = new ArrayList<>();

  @Option(
      names = "--self",
      description = "Compare a run with itself, or with a second run of the same.")
  boolean self;

  @Option(names = "--baseline", paramLabel = "FILE", description = "File in place of run A.")
  Optional<Path> baseline = Optional.empty();

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description =
          "Write the figures of RUN to FILE. With --self and a second run, also the noise floors,"
              + " which then apply in place of a smaller --noise.")
  Optional<Path> writeBaseline = Optional.empty();

  @Option(
      names = "--noise",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description =
          "Largest difference that is no regression, 0 to 1000. Runs differ by more than the"
              + " repetitions within one show. Default: ${DEFAULT-VALUE}.")
  double noise;

  @Option(
      names = "--confidence",
      paramLabel = "PERCENT",
      defaultValue = "95",
      description = "Confidence of each interval, 50 to 99.99. Default: ${DEFAULT-VALUE}.")
  double confidence;

  @Mixin FormatOption format = new FormatOption();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    checkRange("--noise", noise, 0, MAX_PERCENT);
    checkRange("--confidence", confidence, MIN_CONFIDENCE, MAX_CONFIDENCE);
    checkForm();
    List<RunFigures> read = new ArrayList<>();
    for (Path run : runs) {
      read.add(read(run));
    }
    if (writeBaseline.isPresent() && !self) {
      return write(writeBaseline.get(), read.get(0), Map.of());
    }
    Comparison comparison = compare(read);
    if (writeBaseline.isPresent()) {
      write(writeBaseline.get(), read.get(0), Baseline.noiseOf(read.get(0), comparison));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.isJson() ? Json.compact(comparison) + "\n" : ComparisonTable.of(comparison));
    out.flush();
    return comparison.exitCode();
  }

  private Comparison compare(List<RunFigures> read) throws IOException {
    double share = confidence / 100;
    Map<String, Double> floors = Map.of();
    List<RunFigures> both = new ArrayList<>(read);
    if (baseline.isPresent()) {
      Baseline stored = readBaseline(baseline.get());
      floors = stored.noise();
      both.add(0, stored.figures());
    }
    Tolerance tolerance = new Tolerance(noise / 100, floors);
    ComparisonPlan plan =
        both.size() == 1
            ? self
                ? ComparisonPlan.ofHalves(both.get(0), targets)
                : ComparisonPlan.ofTargets(both.get(0), targets)
            : ComparisonPlan.ofRuns(both.get(0), both.get(1), targets);
    if (!plan.objections().isEmpty()) {
      throw CommandFailure.badInput(String.join("; ", plan.objections()));
    }
    return Comparison.of(plan.a(), plan.b(), plan.targets(), self, share, tolerance);
  }

  /** Names the one form that fits best. */
  private void checkForm() {
    int number = runs.size();
    if (baseline.isPresent()) {
      checkForm(
          number == 1 && !self && writeBaseline.isEmpty(),
          "--baseline needs one RUN, and neither --self nor --write-baseline");
    } else if (writeBaseline.isPresent()) {
      checkForm(
          number == (self ? 2 : 1),
          "--write-baseline needs one RUN, or --self and two of the same");
    } else if (self) {
      checkForm(number >= 1, "--self needs one RUN, or two of the same");
    } else {
      checkForm(
          number == 2 || (number == 1 && targets.size() == 2),
          "expected two RUNs, or one with --targets X,Y, --self or --baseline FILE");
    }
  }

  private void checkForm(boolean valid, String expected) {
    if (!valid) {
      throw CommandFailure.badInput(
          "%s; given: %d, --targets %s".formatted(expected, runs.size(), targets));
    }
  }

  private static void checkRange(String flag, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw CommandFailure.badInput(
          "%s %s: expected a percentage, %s to %s".formatted(flag, value, least, most));
    }
  }

  private static RunFigures read(Path run) {
    Path file = Files.isDirectory(run) ? run.resolve(ExperimentResult.FILE_NAME) : run;
    try {
      return RunFigures.of(Json.read(file, ExperimentResult.class));
    } catch (IOException e) {
      throw CommandFailure.badInput(
          run + ": expected the directory of a run of 'experiment': " + e.getMessage(), e);
    }
  }

  private static Baseline readBaseline(Path file) {
    try {
      return Baseline.read(file);
    } catch (IOException e) {
      throw CommandFailure.badInput(
          "--baseline " + file + ": expected a file of --write-baseline: " + e.getMessage(), e);
    }
  }

  private int write(Path file, RunFigures figures, Map<String, Double> floors) throws IOException {
    if (figures.figures().isEmpty()) {
      throw CommandFailure.unknown("run " + figures.name() + " measured no figure to store");
    }
    Json.replace(
        file.toAbsolutePath(),
        new Baseline(Baseline.VERSION, BuildVersion.current(), figures, floors));
    spec.commandLine().getErr().println("baseline: " + file);
    return 0;
  }
}

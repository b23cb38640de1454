package dev.logproof.fuzz;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Program;
import dev.logproof.commandline.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a number of inputs per target; the corpus is in {@code tests/fuzzing/corpus}. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Feed mutated inputs from a corpus to the parsers of untrusted input.",
      "Exit codes: 0 no crash, hang, leak or excessive memory; 1 a failure was found, its input is"
          + " in the work directory (add it to the corpus with the fix); 64 bad input."
    })
final class FuzzCommand implements Callable<Integer> {
  @Mixin CommandOptions options = new CommandOptions();

  @Option(
      names = "--target",
      paramLabel = "codec|config|http|handshake|spool",
      split = ",",
      description = "Parsers to test. Default: all.")
  List<FuzzTarget> targets = List.of(FuzzTarget.values());

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Number of inputs per target. Default: ${DEFAULT-VALUE}.")
  long runs;

  @Option(
      names = "--total-runs",
      paramLabel = "N",
      description = "Number of inputs over all targets, divided evenly; replaces --runs.")
  Optional<Long> totalRuns = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed, to repeat a run. Default: random.")
  Optional<Integer> seed = Optional.empty();

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Directory for new inputs and failures. Default: a new temporary directory.")
  Optional<Path> workDirectory = Optional.empty();

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = "Corpus with one directory per target. Default: the repository's corpus.")
  Optional<Path> corpus = Optional.empty();

  /** Starts the program. */
  public static void main(String[] args) {
    Program.main(new FuzzCommand(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    totalRuns.ifPresent(total -> runs = (total + targets.size() - 1) / targets.size());
    if (runs < 1) {
      throw CommandFailure.badInput("--runs " + runs + ": expected at least 1");
    }
    int chosenSeed = seed.orElseGet(() -> ThreadLocalRandom.current().nextInt(1, 1 << 30));
    Path work = work();
    Progress progress = Progress.onStandardError(options.quiet());
    List<FuzzRun.Result> results = new ArrayList<>();
    for (FuzzTarget target : targets) {
      FuzzRun run =
          new FuzzRun(target.subject(), corpusOf(target), work, FuzzRun.MAX_SECONDS_AN_INPUT);
      results.add(run.run(runs, chosenSeed, line -> progress.report(target + " " + line)));
    }
    progress.finish();
    print(results, chosenSeed, work);
    return results.stream().allMatch(result -> complete(result)) ? ExitCode.PASS : ExitCode.FAIL;
  }

  private boolean complete(FuzzRun.Result result) {
    return result.exitCode() == 0 && result.runs() >= runs;
  }

  private Path work() throws IOException {
    return workDirectory.isPresent()
        ? Files.createDirectories(workDirectory.get()).toAbsolutePath()
        : Files.createTempDirectory("logproof-fuzz");
  }

  private Path corpusOf(FuzzTarget target) {
    Path root =
        corpus.orElseGet(
            () ->
                Path.of(
                    Optional.ofNullable(System.getenv("LOGPROOF_HOME")).orElse("."),
                    "tests",
                    "fuzzing",
                    "corpus"));
    Path directory = root.resolve(target.toString()).toAbsolutePath();
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.badInput("--corpus: no such directory: " + directory);
    }
    return directory;
  }

  private void print(List<FuzzRun.Result> results, int chosenSeed, Path work) {
    System.out.println("target    inputs      seconds  inputs/s  memory MB  result");
    for (FuzzRun.Result result : results) {
      System.out.printf(
          Locale.ROOT,
          "%-9s %-11d %-8d %-9d %-10d %s%n",
          result.subject().name(),
          result.runs(),
          result.seconds(),
          result.runs() / Math.max(1, result.seconds()),
          result.residentMegabytes(),
          complete(result) ? "no failure" : "FAILED, exit code " + result.exitCode());
      if (!complete(result)) {
        result.lastLines().forEach(System.out::println);
      }
    }
    long inputs = results.stream().mapToLong(FuzzRun.Result::runs).sum();
    long seconds = results.stream().mapToLong(FuzzRun.Result::seconds).sum();
    System.out.printf(
        Locale.ROOT,
        "%d inputs in %.1f min on one thread; 10 million would take %.0f min at this rate%n",
        inputs,
        seconds / 60.0,
        seconds / 60.0 * 10_000_000 / Math.max(1, inputs));
    System.out.println("seed " + chosenSeed + ", failures and new inputs in " + work);
  }
}

package dev.logproof.verify.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Progress;
import dev.logproof.verify.calibrate.CalibrationCase;
import dev.logproof.verify.calibrate.CalibrationParts;
import dev.logproof.verify.calibrate.CalibrationWorker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code verify calibrate}: checks that the verifier reports exactly the injected faults. */
@Command(
    name = "calibrate",
    sortOptions = false,
    description = {
      "Check the verifier: send numbered lines through an aggregator to local-aws, which loses,"
          + " duplicates, damages, delays and shuffles records on purpose, in every combination of"
          + " the given numbers, and compare the verdict with the injected faults.",
      "Exit codes: 0 the verifier was exact in every case, 1 it was not, 2 a case could not be run,"
          + " 64 bad input."
    })
final class CalibrateCommand implements Callable<Integer> {
  private static final int MAX_LANES = 64;
  private static final int MAX_PLANTED = 25;

  @ParentCommand VerifyCommand parent;
  @Spec CommandSpec spec;

  @Option(
      names = "--lose",
      split = ",",
      paramLabel = "N",
      defaultValue = "0,1,2,17",
      description = "Numbers of records that are never stored. Default: ${DEFAULT-VALUE}.")
  List<Integer> lose;

  @Option(
      names = "--duplicate",
      split = ",",
      paramLabel = "N",
      defaultValue = "0,1,5",
      description = "Numbers of records that are stored twice. Default: ${DEFAULT-VALUE}.")
  List<Integer> duplicate;

  @Option(
      names = "--corrupt",
      split = ",",
      paramLabel = "N",
      defaultValue = "0,1,3",
      description = "Numbers of records whose tracer is damaged. Default: ${DEFAULT-VALUE}.")
  List<Integer> corrupt;

  @Option(
      names = "--late",
      split = ",",
      paramLabel = "N",
      defaultValue = "0,1,4",
      description = "Numbers of records that are delayed by 8 s. Default: ${DEFAULT-VALUE}.")
  List<Integer> late;

  @Option(
      names = "--reorder",
      arity = "1",
      split = ",",
      paramLabel = "BOOL",
      defaultValue = "false,true",
      description = "Whether the records of an object are shuffled. Default: ${DEFAULT-VALUE}.")
  List<Boolean> reorder;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed, to repeat a calibration. Default: random.")
  Optional<Long> seed = Optional.empty();

  @Option(
      names = "--lanes",
      paramLabel = "N",
      defaultValue = "12",
      description = "Cases run in parallel, each with its own stream. Default: ${DEFAULT-VALUE}.")
  int lanes;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Directory of journals and process logs. Default: a new temporary directory.")
  Optional<Path> workDirectory = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1L << 40));
    List<CalibrationWorker.Result> results =
        run(CalibrationCase.grid(lose, duplicate, corrupt, late, reorder, chosen));
    return report(results, chosen);
  }

  private void check() {
    List<List<Integer>> axes = List.of(lose, duplicate, corrupt, late);
    if (axes.stream().flatMap(List::stream).anyMatch(n -> n < 0 || n > MAX_PLANTED)) {
      throw CommandFailure.badInput(
          "--lose, --duplicate, --corrupt and --late: expected numbers from 0 to " + MAX_PLANTED);
    }
    if (lanes < 1 || lanes > MAX_LANES) {
      throw CommandFailure.badInput("--lanes " + lanes + " is not between 1 and " + MAX_LANES);
    }
  }

  private List<CalibrationWorker.Result> run(List<CalibrationCase> cases)
      throws IOException, InterruptedException {
    Path directory =
        workDirectory.isPresent()
            ? Files.createDirectories(workDirectory.get()).toAbsolutePath()
            : Files.createTempDirectory("logproof-calibrate");
    Path home =
        Path.of(
            Optional.ofNullable(System.getenv("LOGPROOF_HOME"))
                .orElseThrow(
                    () ->
                        CommandFailure.badInput(
                            "LOGPROOF_HOME is not set: start this program by bin/verify")));
    List<String> names = IntStream.range(0, lanes).mapToObj(lane -> "lane-" + lane).toList();
    try (CalibrationParts parts = CalibrationParts.start(home, directory, names)) {
      useStandIn(parts);
      return run(cases, names, parts, directory);
    }
  }

  /** The verifier finds S3 through the SDK's standard chain. */
  private static void useStandIn(CalibrationParts parts) {
    System.setProperty("aws.endpointUrlS3", parts.export("AWS_ENDPOINT_URL_S3"));
    System.setProperty("aws.accessKeyId", parts.export("AWS_ACCESS_KEY_ID"));
    System.setProperty("aws.secretAccessKey", parts.export("AWS_SECRET_ACCESS_KEY"));
    System.setProperty("aws.region", parts.export("AWS_REGION"));
  }

  private List<CalibrationWorker.Result> run(
      List<CalibrationCase> cases, List<String> names, CalibrationParts parts, Path directory)
      throws InterruptedException {
    Progress progress = Progress.onStandardError(parent.options.quiet());
    Queue<CalibrationCase> open = new ConcurrentLinkedQueue<>(cases);
    Queue<CalibrationWorker.Result> done = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (String name : names) {
      CalibrationWorker lane = new CalibrationWorker(name, parts, directory);
      Thread thread = new Thread(() -> runLane(lane, open, done), name);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        thread.join(1_000);
        progress.report(line(done, cases.size()));
      }
    }
    progress.finish();
    return done.stream().sorted(Comparator.comparing(result -> result.given().number())).toList();
  }

  private static void runLane(
      CalibrationWorker lane, Queue<CalibrationCase> open, Queue<CalibrationWorker.Result> done) {
    try {
      for (CalibrationCase given = open.poll(); given != null; given = open.poll()) {
        done.add(lane.run(given));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String line(Queue<CalibrationWorker.Result> done, int cases) {
    long exact = done.stream().filter(CalibrationWorker.Result::exact).count();
    return String.format(Locale.ROOT, "%d of %d cases run, %d exact", done.size(), cases, exact);
  }

  private int report(List<CalibrationWorker.Result> results, long chosen) {
    PrintWriter out = spec.commandLine().getOut();
    for (CalibrationWorker.Result result : results) {
      if (!result.exact()) {
        out.printf(
            Locale.ROOT, "case %d (%s):%n", result.given().number(), result.given().planted());
        result.mismatches().forEach(mismatch -> out.println("  " + mismatch));
        if (!result.problem().isEmpty()) {
          out.println("  not run: " + result.problem());
        }
      }
    }
    long exact = results.stream().filter(CalibrationWorker.Result::exact).count();
    boolean wrong = results.stream().anyMatch(result -> !result.mismatches().isEmpty());
    out.printf(Locale.ROOT, "%d of %d cases exact, seed %d%n", exact, results.size(), chosen);
    out.flush();
    if (wrong) {
      return ExitCode.FAIL;
    }
    return exact == results.size() ? ExitCode.PASS : ExitCode.UNKNOWN;
  }
}

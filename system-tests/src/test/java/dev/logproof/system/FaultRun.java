package dev.logproof.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One fault, one load of numbered lines and its verification, in a directory of its own. Used by
 * the test's thread.
 */
final class FaultRun implements AutoCloseable {
  /** Enough for the clock of a full-length fault, for the backlog, and for the scan of a soak. */
  static final Duration PATIENCE =
      Duration.ofMinutes(4 + Integer.getInteger("logproof.soak.minutes", 0) / 2);

  private static final String SEED = "7";

  private final LocalCloud cloud;
  private final FaultClient faults;
  private final Path directory;
  private final boolean acks;
  private final boolean fullLength;
  private final Path targets;
  private final List<AggregatorTask> tasks = new ArrayList<>();
  private final List<ExitLine> books = new ArrayList<>();
  private Optional<RunningProgram> load = Optional.empty();

  FaultRun(LocalCloud cloud, Path directory, boolean acks, boolean fullLength) throws IOException {
    this.cloud = cloud;
    this.faults = new FaultClient(cloud);
    this.directory = Files.createDirectories(directory);
    this.acks = acks;
    this.fullLength = fullLength;
    this.targets = directory.resolve("targets");
  }

  boolean acks() {
    return acks;
  }

  /** How long something lasts: {@code shortSeconds}, unless all is asked for. */
  long millis(int shortSeconds, int fullSeconds) {
    return 1_000L * (fullLength ? fullSeconds : shortSeconds);
  }

  /** The same in seconds. */
  int seconds(int shortSeconds, int fullSeconds) {
    return fullLength ? fullSeconds : shortSeconds;
  }

  Path directory() {
    return directory;
  }

  FaultClient faults() {
    return faults;
  }

  /** Waits until what goes wrong for a while is over. */
  void awaitFaultPassed() throws IOException {
    FaultClient.Done done = Eventually.has(faults::done, now -> !now.active(), PATIENCE);
    assertThat(done.active()).isFalse();
  }

  /** Starts a task; clients that dial from now on reach it. */
  AggregatorTask startTask(String... arguments) throws IOException, InterruptedException {
    return startTaskIn(new Setting(List.of(), Map.of()), arguments);
  }

  /**
   * What a task runs in.
   *
   * @param before words in front of the command
   * @param environment beside the cloud's
   */
  record Setting(List<String> before, Map<String, String> environment) {}

  /** Starts a task in {@code setting}; clients that dial from now on reach it. */
  AggregatorTask startTaskIn(Setting setting, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.putAll(setting.environment());
    AggregatorTask task =
        AggregatorTask.startBehind(setting.before(), directory, environment, arguments);
    tasks.add(task);
    register(List.of(task));
    return task;
  }

  /** Clients that dial from now on reach {@code registered}. */
  void register(List<AggregatorTask> registered) throws IOException {
    List<String> lines =
        registered.stream().map(task -> "127.0.0.1:" + task.forwardPort()).toList();
    Path next = Files.write(directory.resolve("next"), lines);
    Files.move(next, targets, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the load and waits until it is on. */
  RunningProgram startLoad(int seconds) throws IOException {
    return startLoad("400KB/s", 8, seconds, List.of("--ack-window=4096"));
  }

  /** Starts the load and waits until it is on. */
  RunningProgram startLoad(String rate, int connections, int seconds, List<String> ackArguments)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "--quiet", "--format=json"));
    arguments.add("--target-file=" + targets);
    arguments.add("--rate=" + rate);
    arguments.add("--lines=numbered");
    arguments.add("--seed=" + SEED);
    arguments.add("--connections=" + connections);
    arguments.add("--duration=" + seconds + "s");
    arguments.add("--journal=" + directory.resolve("run"));
    if (acks) {
      arguments.addAll(List.of("--ack", "--ack-timeout=3m"));
      arguments.addAll(ackArguments);
    }
    load =
        Optional.of(
            RunningProgram.start(
                directory, new HashMap<>(), "loadgen", arguments.toArray(String[]::new)));
    Path journal = directory.resolve("run/sent.jsonl");
    String text =
        Eventually.has(
            () -> Files.exists(journal) ? Files.readString(journal) : "",
            lines -> lines.lines().count() > 2L * connections);
    assertThat(text).as(load.get().stderr()).isNotEmpty();
    return load.get();
  }

  /** Asks the load to end now. */
  void endLoad() {
    load.orElseThrow().process().destroy();
  }

  /** Waits until the load has ended. */
  LoadResult awaitLoad() throws IOException, InterruptedException {
    RunningProgram running = load.orElseThrow();
    int exitCode = running.awaitEnd(PATIENCE);
    assertThat(exitCode).as(running.stderr()).isIn(0, 2);
    return Json.read(directory.resolve("run").resolve(LoadResult.FILE_NAME), LoadResult.class);
  }

  /** Ends {@code task} in an orderly way and keeps its books. */
  ExitLine stop(AggregatorTask task) throws IOException, InterruptedException {
    int exitCode = task.stop();
    ExitLine line = ExitLine.parse(task.accounting());
    assertThat(exitCode).as("%s", line).isEqualTo(line.isComplete() ? 0 : 1);
    books.add(line);
    return line;
  }

  /** Events given up by the tasks that ended, each for a cause that is named. */
  long rejected() {
    return books.stream().mapToLong(ExitLine::rejected).sum();
  }

  /** What the destination holds, and whether that is as expected. */
  FaultOutcome outcome(String fault, FaultOutcome.Expectation expectation)
      throws IOException, InterruptedException {
    VerdictResult verdict = verify();
    return new FaultOutcome(
        fault,
        acks,
        verdict.attempted(),
        verdict.lost(),
        verdict.duplicated(),
        expectation,
        List.copyOf(books));
  }

  private VerdictResult verify() throws IOException, InterruptedException {
    RunningProgram verify =
        RunningProgram.start(
            directory,
            cloud.environment(),
            "verify",
            "tracers",
            "--since=3h",
            "--settle=2s",
            "--journal=" + directory.resolve("run"),
            "--format=json",
            "--quiet");
    assertThat(verify.awaitEnd(PATIENCE)).as(verify.stderr()).isIn(0, 1, 2);
    return Json.parse(verify.stdout(), VerdictResult.class);
  }

  @Override
  public void close() throws IOException {
    load.ifPresent(RunningProgram::close);
    tasks.forEach(AggregatorTask::close);
    faults.end();
  }
}

package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.Network;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs one fault scenario in its own directory. */
public final class FaultRun implements AutoCloseable {
  private static final int LOG_END = 4_000;
  private static final String ARRIVAL =
      System.getProperty("logproof.faults.arrival", "bursts:20@50ms");

  /** Covers a full-length fault, its backlog, and a soak's scan. */
  public static final Duration TIME_LIMIT =
      Duration.ofMinutes(4 + Integer.getInteger("logproof.soak.minutes", 0) / 2);

  private static final String SEED = "7";

  private final LocalCloud cloud;
  private final FaultClient faults;
  private final FaultClient s3Faults;
  private final Path directory;
  private final Network network;
  private final boolean acks;
  private final boolean fullLength;
  private final Path targets;
  private final List<AggregatorTask> tasks = new ArrayList<>();
  private final List<ExitLine> counters = new ArrayList<>();
  private final List<RunningProgram> loads = new ArrayList<>();

  public FaultRun(LocalCloud cloud, Path directory, boolean acks, boolean fullLength)
      throws IOException {
    this(cloud, directory, acks, fullLength, Network.loopback());
  }

  /** Runs the cloud on the task side of {@code network}. */
  public FaultRun(
      LocalCloud cloud, Path directory, boolean acks, boolean fullLength, Network network)
      throws IOException {
    this.network = network;
    this.cloud = cloud;
    this.faults = FaultClient.ofStreams(cloud);
    this.s3Faults = FaultClient.ofS3(cloud);
    this.directory = Files.createDirectories(directory);
    this.acks = acks;
    this.fullLength = fullLength;
    this.targets = directory.resolve("targets");
  }

  boolean acks() {
    return acks;
  }

  long millis(int shortSeconds, int fullSeconds) {
    return 1_000L * (fullLength ? fullSeconds : shortSeconds);
  }

  int seconds(int shortSeconds, int fullSeconds) {
    return fullLength ? fullSeconds : shortSeconds;
  }

  Path directory() {
    return directory;
  }

  String bucket() {
    return cloud.bucket();
  }

  FaultClient faults() {
    return faults;
  }

  FaultClient s3Faults() {
    return s3Faults;
  }

  void awaitFaultPassed() {
    awaitFaultPassed(faults);
  }

  static void awaitFaultPassed(FaultClient client) {
    Waits.await(TIME_LIMIT).until(() -> !client.done().active());
  }

  /** Starts a task and registers it for new connections. */
  public AggregatorTask startTask(String... arguments) throws IOException, InterruptedException {
    return startTaskIn(new Setting(List.of(), Map.of()), arguments);
  }

  /**
   * Environment of a task.
   *
   * @param before command prefix
   * @param environment in addition to the cloud's
   */
  public record Setting(List<String> before, Map<String, String> environment) {}

  AggregatorTask startTaskIn(Setting setting, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.putAll(setting.environment());
    List<String> before = new ArrayList<>(network.taskSide());
    before.addAll(setting.before());
    AggregatorTask task = AggregatorTask.startBehind(before, directory, environment, arguments);
    tasks.add(task);
    register(List.of(task));
    return task;
  }

  /** Makes {@code registered} the targets of new connections. */
  public void register(List<AggregatorTask> registered) throws IOException {
    List<String> lines =
        registered.stream().map(task -> network.taskHost() + ":" + task.forwardPort()).toList();
    Path next = Files.write(directory.resolve("next"), lines);
    Files.move(next, targets, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the default load; waits until it is running. */
  public RunningProgram startLoad(int seconds) throws IOException {
    List<String> more = new ArrayList<>(List.of("--rate=400KB/s", "--arrival=" + ARRIVAL));
    more.addAll(acks ? List.of("--ack-window=4096") : List.of());
    return startLoad(8, seconds, more);
  }

  /**
   * Starts a load, with {@code ackArguments} if acknowledgements are enabled; waits until it runs.
   */
  public RunningProgram startLoad(
      String rate, int connections, int seconds, List<String> ackArguments) throws IOException {
    List<String> more = new ArrayList<>(List.of("--rate=" + rate));
    more.addAll(acks ? ackArguments : List.of());
    return startLoad(connections, seconds, more);
  }

  /** Starts a load with {@code more} arguments; waits until it is running. */
  public RunningProgram startLoad(int connections, int seconds, List<String> more)
      throws IOException {
    List<String> arguments = new ArrayList<>(network.clientSide());
    arguments.add(RunningProgram.home().resolve("bin/loadgen").toString());
    arguments.addAll(List.of("run", "--quiet", "--format=json"));
    arguments.add("--target-file=" + targets);
    arguments.add("--lines=numbered");
    arguments.add("--seed=" + SEED);
    arguments.add("--connections=" + connections);
    arguments.add("--duration=" + seconds + "s");
    arguments.add("--journal=" + directory.resolve("run"));
    if (acks) {
      arguments.addAll(List.of("--ack", "--ack-timeout=3m"));
    }
    arguments.addAll(more);
    loads.add(RunningProgram.startAny(directory, Map.of(), "loadgen", arguments));
    awaitMarks(2L * connections);
    return load();
  }

  /** Waits for more than {@code more} new journal lines, one per connection and second. */
  public void awaitMarks(long more) throws IOException {
    Path journal = directory.resolve("run");
    long before = Loadgen.marks(journal);
    Waits.await()
        .untilAsserted(
            () ->
                assertThat(Loadgen.marks(journal))
                    .as(load().stderr())
                    .isGreaterThan(before + more));
  }

  /** The load that was started last. */
  private RunningProgram load() {
    return loads.get(loads.size() - 1);
  }

  public void endLoad() {
    load().process().destroy();
  }

  public LoadResult awaitLoad() throws IOException, InterruptedException {
    int exitCode = load().awaitEnd(TIME_LIMIT);
    assertThat(exitCode).as(load().stderr()).isIn(0, 2);
    return Json.read(directory.resolve("run").resolve(LoadResult.FILE_NAME), LoadResult.class);
  }

  /** Stops {@code task} and keeps its exit counters. */
  public ExitLine stop(AggregatorTask task) throws IOException, InterruptedException {
    int exitCode = task.stop();
    String last = task.accounting();
    String log = task.program().stderr();
    assertThat(last)
        .as("exit code %d; %s", exitCode, log.substring(Math.max(0, log.length() - LOG_END)))
        .startsWith("accounting: ");
    ExitLine line = ExitLine.parse(last);
    assertThat(exitCode).as("%s", line).isEqualTo(line.isComplete() ? 0 : 1);
    counters.add(line);
    return line;
  }

  long rejected() {
    return counters.stream().mapToLong(ExitLine::rejected).sum();
  }

  /** Compares the destination with {@code expectation}. */
  public FaultOutcome outcome(String fault, FaultOutcome.Expectation expectation)
      throws IOException, InterruptedException {
    VerdictResult verdict = verify();
    return new FaultOutcome(
        fault,
        acks,
        verdict.attempted(),
        verdict.lost(),
        verdict.duplicated(),
        expectation,
        List.copyOf(counters));
  }

  private VerdictResult verify() throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(network.taskSide());
    line.add(RunningProgram.home().resolve("bin/verify").toString());
    line.addAll(List.of("tracers", "--since=3h", "--settle=4s", "--format=json", "--quiet"));
    line.add("--journal=" + directory.resolve("run"));
    RunningProgram verify = RunningProgram.startAny(directory, cloud.environment(), "verify", line);
    assertThat(verify.awaitEnd(TIME_LIMIT)).as(verify.stderr()).isIn(0, 1, 2);
    return Json.parse(verify.stdout(), VerdictResult.class);
  }

  @Override
  public void close() throws IOException {
    loads.forEach(RunningProgram::close);
    tasks.forEach(AggregatorTask::close);
    if (network.taskSide().isEmpty()) {
      faults.end();
      s3Faults.end();
    }
  }
}

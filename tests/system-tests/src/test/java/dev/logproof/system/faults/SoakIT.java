package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.faults.SeriesFit.Sample;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.ProcessMemory;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A random fault every five seconds under load with acknowledgements: nothing is lost, every
 * duplicate is explained, and memory stays flat. Run by {@code bin/fault-suite --soak-minutes 60}.
 */
@EnabledIfSystemProperty(named = "logproof.soak.minutes", matches = "\\d+")
@Tag("full")
class SoakIT {
  private static final int MINUTES = Integer.getInteger("logproof.soak.minutes", 1);
  private static final long SEED = Long.getLong("logproof.soak.seed", 20_261_129);
  private static final String RATE = System.getProperty("logproof.soak.rate", "20MB/s");
  private static final int FAULT_SECONDS = 5;

  /** Shortest run that allows a conclusion about memory growth. */
  private static final int SETTLED_MINUTES = 10;

  private static final String DISK_SIZE = "1g";

  private static final String CONFIG =
      """
      <source>
        @type forward
      </source>
      <source>
        @type http
      </source>
      <match **>
        @type kinesis_firehose
        delivery_stream_name s3-delivery-stream
        <buffer>
          @type file
          path %s
          flush_interval 1
          flush_thread_count 8
          chunk_limit_size 1m
          total_limit_size 512m
        </buffer>
      </match>
      """;

  @TempDir Path directory;

  private final List<Sample> resident = new ArrayList<>();
  private final List<String> memory = new ArrayList<>(List.of("second,resident,heap,direct"));
  private final Map<String, Integer> played = new TreeMap<>();

  @Test
  void losesNothingToRandomFaults() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory, "--faults", "--buffer-size", "64MiB");
        FaultRun run = new FaultRun(cloud, directory.resolve("soak"), true, true)) {
      Path disk = Files.createDirectories(run.directory().resolve("disk"));
      SoakFaults faults = new SoakFaults(run, cloud, disk);
      AggregatorTask task = start(run, faults, disk);
      run.startLoad(RATE, 8, MINUTES * 60, List.of("--mode=packed", "--ack-window=256"));
      play(faults, task);
      Files.write(target("fault-soak-memory.csv"), memory);
      Files.writeString(
          target("fault-soak-memory-diff.txt"),
          ProcessMemory.jcmd(
              task.program().process().pid(), "VM.native_memory", "summary.diff", "scale=KB"));
      LoadResultLine load = LoadResultLine.of(run.awaitLoad());
      ExitLine line = run.stop(task);
      FaultOutcome outcome =
          run.outcome(
              "soak",
              new FaultOutcome.Expectation(
                  0, faults.ambiguousRecords() + load.resentEvents(), false, true));
      report(outcome, line, load);
      Files.writeString(target("fault-soak-task.log"), task.program().stderr());
      Files.writeString(target("fault-soak-local-aws.log"), cloud.stderr());
      assertThat(outcome.problems()).as("seed %d", SEED).isEmpty();
      if (MINUTES >= SETTLED_MINUTES) {
        assertThat(MemoryGrowth.of(leastOfMinutes())).matches(MemoryGrowth::isFlat, "flat");
      }
    }
  }

  /** Load result for the report. */
  private record LoadResultLine(long resentEvents, String rate) {
    static LoadResultLine of(LoadResult load) {
      return new LoadResultLine(
          load.resentEvents(),
          String.format(Locale.ROOT, "%.2f MB/s", load.achievedBytesPerSecond() / 1e6));
    }
  }

  private static AggregatorTask start(FaultRun run, SoakFaults faults, Path disk)
      throws IOException, InterruptedException {
    Path config = run.directory().resolve("soak.conf");
    Files.writeString(config, CONFIG.formatted(disk.resolve("buffer")));
    List<String> before = new ArrayList<>(SmallDisk.mountedAt(disk, DISK_SIZE).before());
    before.addAll(SoakFaults.withoutVariables());
    return run.startTaskIn(
        new FaultRun.Setting(before, faults.environment()), "--config", config.toString());
  }

  private void play(SoakFaults faults, AggregatorTask task)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<SoakFaults.Fault> all = faults.all(task);
    long startNanos = System.nanoTime();
    for (int at = FAULT_SECONDS; at < MINUTES * 60; at += FAULT_SECONDS) {
      awaitSecond(task, startNanos, at);
      SoakFaults.Fault fault = all.get(random.nextInt(all.size()));
      played.merge(fault.name(), 1, Integer::sum);
      fault.begin().run();
      awaitSecond(task, startNanos, at + 1 + random.nextInt(FAULT_SECONDS - 1));
      fault.end().run();
      long pid = task.program().process().pid();
      if (memory.size() == MINUTES * 60 / FAULT_SECONDS / 3) {
        ProcessMemory.jcmd(pid, "VM.native_memory", "baseline");
      }
      ProcessMemory sample = ProcessMemory.of(pid);
      resident.add(new Sample(at, sample.residentBytes()));
      memory.add(
          at
              + ","
              + sample.residentBytes()
              + ","
              + sample.heapBytes()
              + ","
              + sample.directBytes());
    }
  }

  private static void awaitSecond(AggregatorTask task, long startNanos, int second)
      throws IOException, InterruptedException {
    long leftNanos = startNanos + TimeUnit.SECONDS.toNanos(second) - System.nanoTime();
    boolean ended = task.program().process().waitFor(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
    assertThat(ended).as("the task ended by itself: " + task.program().stderr()).isFalse();
  }

  /**
   * Least memory of each minute, so without the seconds of a fault, in which chunks that the disk
   * does not take stay in memory. The output's limit bounds those, and real growth would stay
   * afterwards.
   */
  private List<Sample> leastOfMinutes() {
    Map<Long, Sample> least = new TreeMap<>();
    for (Sample sample : resident) {
      least.merge((long) (sample.seconds() / 60), sample, (a, b) -> a.bytes() <= b.bytes() ? a : b);
    }
    return List.copyOf(least.values());
  }

  private String growth() {
    return MINUTES < SETTLED_MINUTES
        ? "not checked: shorter than " + SETTLED_MINUTES + " min"
        : MemoryGrowth.of(leastOfMinutes()) + " (least of each minute)";
  }

  private void report(FaultOutcome outcome, ExitLine line, LoadResultLine load) throws IOException {
    List<String> lines =
        List.of(
            String.format(
                Locale.ROOT,
                "soak of %d min at %s, seed %d: achieved %s",
                MINUTES,
                RATE,
                SEED,
                load.rate()),
            "faults   " + new LinkedHashMap<>(played),
            FaultOutcome.header(),
            outcome.row(),
            "resident " + SeriesFit.of(resident),
            "growth   " + growth(),
            "exit     " + line);
    lines.forEach(System.out::println);
    Files.write(target("fault-soak.txt"), lines);
  }

  private static Path target(String file) {
    return RunningProgram.home().resolve("tests/system-tests/target").resolve(file);
  }
}

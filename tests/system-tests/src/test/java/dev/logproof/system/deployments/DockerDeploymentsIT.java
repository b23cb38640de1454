package dev.logproof.system.deployments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.DelayedNetwork;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.Network;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rolling deployments under Docker's own fluentd driver: eight containers print bursts of 100
 * numbered lines while their task is replaced. Run by {@code bin/fault-suite --docker-deployments
 * N}; a build runs one deployment per case.
 */
@Tag("full")
class DockerDeploymentsIT {
  private static final int DEPLOYMENTS = Integer.getInteger("logproof.docker.deployments", 1);
  private static final int CONTAINERS = 8;
  private static final int BURSTS = 250;
  private static final int BURST = 100;
  private static final int LINES_PER_DEPLOYMENT = CONTAINERS * BURSTS * BURST;

  /** Lines per deployment after which a task has learned its clients' send gaps. */
  private static final int LEARNT_LINES = LINES_PER_DEPLOYMENT / 8;

  private static final Pattern LINE = Pattern.compile("\"line (\\d+) (\\d+) (\\d+)\"");

  /** Loss tolerated per deployment: one burst that meets a reset. */
  private static final int TOLERATED_PER_DEPLOYMENT = BURST;

  private final Map<Path, Long> linesByObject = new HashMap<>();

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"100", "30"})
  void losesNoLineOfDockersDriverOnLoopback(int pauseMillis) throws Exception {
    assumeTrue(DEPLOYMENTS > 1 || pauseMillis == 30, "left to bin/fault-suite");
    deploy(pauseMillis, "loopback", Network.loopback());
  }

  @ParameterizedTest
  @CsvSource({"100", "30"})
  void losesNoLineOfDockersDriverAcrossALink(int pauseMillis) throws Exception {
    assumeTrue(DEPLOYMENTS > 1 || pauseMillis == 100, "left to bin/fault-suite");
    try (Network network = DelayedNetwork.start(directory, 500)) {
      deploy(pauseMillis, "500 us each way", network);
    }
  }

  private void deploy(int pauseMillis, String where, Network network)
      throws IOException, InterruptedException {
    try (DockerDaemon docker = DockerDaemon.start(directory, network);
        LocalCloud cloud =
            LocalCloud.startBehind(
                network.taskSide(),
                directory,
                "--dir",
                objects().toString(),
                "--compression",
                "uncompressed")) {
      AggregatorTask task = start(network, cloud);
      docker.register(task.forwardPort());
      for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
        List<String> containers = new ArrayList<>();
        for (int container = 0; container < CONTAINERS; container++) {
          String name = "d" + deployment + "c" + container;
          containers.add(docker.startContainer(name, script(deployment, container, pauseMillis)));
        }
        AggregatorTask before = task;
        task = start(network, cloud);
        Files.createFile(docker.signals().resolve("go" + deployment));
        awaitLines((long) deployment * LINES_PER_DEPLOYMENT + LEARNT_LINES);
        docker.register(task.forwardPort());
        assertThat(before.stop()).as(before.program().stderr()).isZero();
        System.out.print(before.program().stderr());
        before.close();
        docker.awaitEnd(containers);
      }
      assertThat(task.stop()).as(task.program().stderr()).isZero();
      assertThat(cloud.stop()).isZero();
      check(pauseMillis, where);
    }
  }

  private Path objects() {
    return directory.resolve("objects");
  }

  /** Reads each object once: matching all of them at every poll would take a processor. */
  private void awaitLines(long lines) {
    Waits.await().until(this::countLines, count -> count > lines);
  }

  private long countLines() throws IOException {
    try (Stream<Path> files = Files.walk(objects())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!linesByObject.containsKey(file)) {
          linesByObject.put(file, LINE.matcher(text(file)).results().count());
        }
      }
    }
    linesByObject.keySet().removeIf(Files::notExists);
    return linesByObject.values().stream().mapToLong(Long::longValue).sum();
  }

  private String delivered() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(objects())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(text(file));
      }
    }
    return all.toString();
  }

  /** An object is renamed when it is complete; the next poll finds it by its new name. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private AggregatorTask start(Network network, LocalCloud cloud)
      throws IOException, InterruptedException {
    return AggregatorTask.startBehind(network.taskSide(), directory, cloud.environment());
  }

  private static String script(int deployment, int container, int pauseMillis) {
    return String.format(
        Locale.ROOT,
        "until [ -e /signals/go%d ]; do usleep 20000; done; i=0; while [ $i -lt %d ]; do j=0; while"
            + " [ $j -lt %d ]; do echo \"line %d %d $i\"; i=$((i+1)); j=$((j+1)); done; usleep %d;"
            + " done",
        deployment,
        BURSTS * BURST,
        BURST,
        deployment,
        container,
        pauseMillis * 1_000);
  }

  private void check(int pauseMillis, String where) throws IOException {
    long sent = (long) DEPLOYMENTS * LINES_PER_DEPLOYMENT;
    BitSet seen = new BitSet();
    int duplicates = 0;
    Matcher lines = LINE.matcher(delivered());
    while (lines.find()) {
      int source = Integer.parseInt(lines.group(1)) * CONTAINERS + Integer.parseInt(lines.group(2));
      int number = source * BURSTS * BURST + Integer.parseInt(lines.group(3));
      duplicates += seen.get(number) ? 1 : 0;
      seen.set(number);
    }
    String line =
        String.format(
            Locale.ROOT,
            "Docker's driver, pauses of %d ms, %s: %d deployments, sent %d, lost %d, duplicated"
                + " %d%s%n",
            pauseMillis,
            where,
            DEPLOYMENTS,
            sent,
            sent - seen.cardinality(),
            duplicates,
            lostRuns(seen));
    MeasuredLines.append("docker-deployments.txt", line);
    assertThat(duplicates).as(line).isZero();
    assertThat(sent - seen.cardinality())
        .as(line)
        .isLessThanOrEqualTo((long) DEPLOYMENTS * TOLERATED_PER_DEPLOYMENT);
  }

  /**
   * Lists adjacent lost lines by their places in the burst: its end is lost by a reset within it.
   */
  private static String lostRuns(BitSet seen) {
    StringBuilder runs = new StringBuilder();
    int all = DEPLOYMENTS * LINES_PER_DEPLOYMENT;
    for (int first = seen.nextClearBit(0); first < all; first = seen.nextClearBit(first)) {
      int next = Math.min(all, seen.nextSetBit(first) < 0 ? all : seen.nextSetBit(first));
      runs.append(runs.isEmpty() ? "; lost " : ", ")
          .append(String.format(Locale.ROOT, "%d from place %d", next - first, first % BURST));
      first = next;
    }
    return runs.toString();
  }
}

package dev.logproof.system.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.faults.FaultOutcome;
import dev.logproof.system.faults.FaultRun;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.DelayedNetwork;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rolling deployments under bursts or random arrivals, with one write per line, on loopback and a
 * link with latency. Without acknowledgements, compares the loss with the tasks' own estimate. Run
 * by {@code bin/fault-suite --burst-deployments N}; a build runs one deployment of selected cases.
 */
@Tag("full")
class BurstDeploymentsIT {
  private static final int DEPLOYMENTS = Integer.getInteger("logproof.burst.deployments", 1);
  private static final Set<String> IN_A_BUILD = Set.of("bursts:100@100ms1.6MB/s", "poisson2MB/s");
  private static final int CONNECTIONS = 8;
  private static final int SECONDS_PER_DEPLOYMENT = 90;

  /** Marks until a task has learned its clients' timing: one per connection and second. */
  private static final long LEARNING_MARKS = 4L * CONNECTIONS;

  private static final Pattern LINES_AT_RISK = Pattern.compile(", ([0-9.]+) lines at risk");

  /** Loss beyond the estimate: one burst that meets a reset. */
  private static final int TOLERATED = 100;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "bursts:100@30ms, 1.6MB/s, false",
    "bursts:100@100ms, 1.6MB/s, false",
    "poisson, 200KB/s, false",
    "poisson, 2MB/s, false",
    "bursts:100@30ms, 1.6MB/s, true"
  })
  void losesAtMostWhatTheFormulaSaysOnLoopback(String arrival, String rate, boolean acks)
      throws Exception {
    deploy(new Case(arrival, rate, acks, "loopback"), Network.loopback());
  }

  @ParameterizedTest
  @CsvSource({
    "bursts:100@30ms, 1.6MB/s, false",
    "bursts:100@100ms, 1.6MB/s, false",
    "bursts:100@30ms, 1.6MB/s, true"
  })
  void losesAtMostWhatTheFormulaSaysAcrossALink(String arrival, String rate, boolean acks)
      throws Exception {
    try (Network network = DelayedNetwork.start(directory, 250)) {
      deploy(new Case(arrival, rate, acks, "250 us each way"), network);
    }
  }

  private record Case(String arrival, String rate, boolean acks, String network) {
    /** One burst case per network, plus acknowledgements across the link, and one Poisson case. */
    boolean isInABuild() {
      boolean loopback = network.equals("loopback");
      return loopback ? !acks && IN_A_BUILD.contains(arrival + rate) : !arrival.endsWith("@100ms");
    }
  }

  private void deploy(Case given, Network network) throws IOException, InterruptedException {
    assumeTrue(DEPLOYMENTS > 1 || given.isInABuild(), "left to bin/fault-suite");
    try (LocalCloud cloud = LocalCloud.startBehind(network.taskSide(), directory, "--faults");
        FaultRun run =
            new FaultRun(cloud, directory.resolve("run"), given.acks(), false, network)) {
      AggregatorTask task = run.startTask();
      run.startLoad(
          CONNECTIONS,
          SECONDS_PER_DEPLOYMENT * (DEPLOYMENTS + 1),
          List.of("--arrival=" + given.arrival(), "--rate=" + given.rate()));
      List<String> drains = new ArrayList<>();
      for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
        run.awaitMarks(LEARNING_MARKS);
        AggregatorTask before = task;
        task = run.startTask();
        assertThat(run.stop(before).pending()).isZero();
        drains.add(before.program().stderr());
        before.close();
      }
      // Clients that request acknowledgements dial only with their next lines.
      run.awaitMarks(CONNECTIONS);
      run.endLoad();
      LoadResult load = run.awaitLoad();
      run.stop(task);
      check(given, run, load, drains);
    }
  }

  private void check(Case given, FaultRun run, LoadResult load, List<String> drains)
      throws IOException, InterruptedException {
    double expected = drains.stream().mapToDouble(BurstDeploymentsIT::linesAtRisk).sum();
    double most = given.acks() ? 0 : expected + 4 * Math.sqrt(expected) + TOLERATED;
    FaultOutcome outcome =
        run.outcome(
            DEPLOYMENTS + " deployments",
            new FaultOutcome.Expectation((long) most, load.resentEvents(), true, true));
    String line =
        String.format(
            Locale.ROOT,
            "%s, %s, %s, acks %s: %d deployments, sent %d, lost %d (formula %.2f), duplicated %d,"
                + " %d reconnects%n",
            given.arrival(),
            given.rate(),
            given.network(),
            given.acks() ? "yes" : "no",
            DEPLOYMENTS,
            outcome.sent(),
            outcome.lost(),
            expected,
            outcome.duplicated(),
            load.reconnects());
    MeasuredLines.append("burst-deployments.txt", line);
    assertThat(load.reconnects()).isGreaterThanOrEqualTo((long) DEPLOYMENTS * CONNECTIONS);
    assertThat(outcome.problems()).as(outcome.row()).isEmpty();
  }

  private static double linesAtRisk(String log) {
    Matcher found = LINES_AT_RISK.matcher(log);
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }
}

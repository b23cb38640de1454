package dev.logproof.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Different workloads are told apart, each difference by name. */
class WorkloadTest {
  private static final Workload WORKLOAD =
      new Workload(
          "reproduce",
          Map.of("--connections", "8", "--deployment-arrival", "paced"),
          Map.of("ours", "ours", "node", "command"),
          List.of(1e6, 9e6),
          "4.50 MB/s over 8 connections",
          "2 processors");

  @Test
  void findsNoDifferenceInRunsThatOnlySeedsTellApart() {
    Random random = new Random(1);
    Workload first = Workload.of(SimulatedRun.of("a").measure(random));
    Workload second = Workload.of(SimulatedRun.of("b").measure(random));
    assertThat(first.differences(second, Set.of("ours"))).isEmpty();
    assertThat(first.parameters()).containsOnlyKeys("--connections");
  }

  @Test
  void namesEachDifference() {
    Workload other =
        new Workload(
            "throughput",
            Map.of("--connections", "16"),
            Map.of("ours", "command", "node", "address"),
            List.of(2e6),
            "9.00 MB/s over 8 connections",
            "64 processors");
    assertThat(WORKLOAD.differences(other, Set.of("ours")))
        .containsExactly(
            "suite: reproduce and throughput",
            "--connections: 8 and 16",
            "--deployment-arrival: paced and not recorded",
            "kind of target ours: ours and command",
            "load of deployments: 4.50 MB/s over 8 connections and 9.00 MB/s over 8 connections",
            "rates (none in common): 1.00 MB/s, 9.00 MB/s and 2.00 MB/s");
  }

  @Test
  void comparesCommonRatesAndMissingDeployments() {
    Workload other =
        new Workload(
            "reproduce",
            WORKLOAD.parameters(),
            WORKLOAD.targets(),
            List.of(9e6, 20e6),
            "",
            "64 processors");
    assertThat(WORKLOAD.differences(other, Set.of("ours", "node"))).isEmpty();
  }
}

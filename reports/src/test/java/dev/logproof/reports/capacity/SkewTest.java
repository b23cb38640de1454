package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Risk of a hottest task, and the tasks that avoid it. */
class SkewTest {
  private static final long SEED = 7;

  /** 1 + 1/2 + 1/3 + 1/4 = 25/12. */
  @Test
  void weighsConnectionsByZipf() {
    float[] shares = ConnectionWeights.zipf(1).shares(4);
    assertThat(shares[0]).isCloseTo(12f / 25, within(1e-6f));
    assertThat(shares[3]).isCloseTo(3f / 25, within(1e-6f));
  }

  @Test
  void repeatsMeasuredWeights() {
    float[] shares = ConnectionWeights.measured("file", 3, 1).shares(4);
    assertThat(shares).containsExactly(3f / 8, 1f / 8, 3f / 8, 1f / 8);
  }

  /** Two connections of which a task carries one: 1 of 2 placements overloads one of two tasks. */
  @Test
  void statesTheRiskThatTheHottestTaskIsOverloaded() {
    Skew skew = Skew.of(clients(2, ConnectionWeights.equal()), 0.5, 2, 4);
    assertThat(skew.result().overloaded()).as("seed %d", SEED).isCloseTo(0.5, within(0.065));
    assertThat(skew.result().overloadedInterval().low()).isLessThan(0.5);
    assertThat(skew.result().hottestHigh()).isEqualTo(2);
  }

  /** They meet on one of n tasks with probability 1 ÷ n, which is 5 % for 20 tasks. */
  @Test
  void findsTheTasksThatAvoidIt() {
    Skew skew = Skew.of(clients(2, ConnectionWeights.equal()), 0.5, 2, 4);
    assertThat(skew.tasksNeeded().orElseThrow()).as("seed %d", SEED).isBetween(15, 27);
  }

  @Test
  void plansNoMoreTasksWhenTheHottestOneIsWithinItsRate() {
    Skew skew = Skew.of(clients(10_000, ConnectionWeights.equal()), 0.2, 10, 20);
    assertThat(skew.result().overloaded()).isZero();
    assertThat(skew.tasksNeeded()).contains(10);
  }

  @Test
  void namesAConnectionThatNoTaskCanCarry() {
    Skew skew = Skew.of(clients(10, ConnectionWeights.zipf(2)), 0.2, 5, 10);
    assertThat(skew.tasksNeeded()).isEmpty();
    assertThat(skew.sentences()).anyMatch(line -> line.contains("heaviest connection alone"));
  }

  @Test
  void showsThatOnlyReconnectingClientsUseAddedTasks() {
    Clients fixed =
        new Clients(1_000, ConnectionWeights.equal(), 0, Double.POSITIVE_INFINITY, 1, SEED);
    Skew skew = Skew.of(fixed, 0.3, 5, 10);
    assertThat(skew.result().kept().movedShare()).isZero();
    assertThat(skew.result().reconnected().movedShare()).isCloseTo(0.5, within(0.07));
  }

  private static Clients clients(int connections, ConnectionWeights weights) {
    return new Clients(connections, weights, 0.1, Double.POSITIVE_INFINITY, 1, SEED);
  }
}

package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Simulated placements against exact results for balls in bins. */
class FleetTest {
  private static final long SEED = 20261129;
  private static final int SIMULATIONS = 20_000;

  /** Four standard deviations of a share over the simulations. */
  private static final double TOLERANCE = 4 * Math.sqrt(0.25 / SIMULATIONS);

  @Test
  void placesTwoConnectionsOnOneOfTwoTasksInHalfOfTheCases() {
    double[] hottest = Skew.hottest(equal(2), 2, SIMULATIONS, SEED);
    assertThat(shareAbove(hottest, 1.5)).as("seed %d", SEED).isCloseTo(0.5, within(TOLERANCE));
  }

  /** Of 27 placements of three connections, 6 have one per task, 18 two, and 3 all on one. */
  @Test
  void placesThreeConnectionsOnThreeTasksByTheMultinomial() {
    double[] hottest = Skew.hottest(equal(3), 3, SIMULATIONS, SEED);
    assertThat(shareAbove(hottest, 1.5))
        .as("seed %d", SEED)
        .isCloseTo(21.0 / 27, within(TOLERANCE));
    assertThat(shareAbove(hottest, 2.5)).as("seed %d", SEED).isCloseTo(3.0 / 27, within(TOLERANCE));
  }

  /** The larger part of 100 fair coins is above 60 with probability 0.0352 (binomial). */
  @Test
  void placesAHundredConnectionsOnTwoTasksByTheBinomial() {
    double[] hottest = Skew.hottest(equal(100), 2, SIMULATIONS, SEED);
    assertThat(shareAbove(hottest, 1.201)).as("seed %d", SEED).isCloseTo(0.0352, within(0.0053));
  }

  /** A task stays empty with probability (1 − 1/10)^20 = 0.1216. */
  @Test
  void leavesAsManyTasksEmptyAsExpected() {
    Fleet fleet = new Fleet(equal(20), 10, new SplittableRandom(SEED));
    int empty = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      for (int task = 0; task < 10; task++) {
        empty += fleet.shareOf(task, task + 1) == 0 ? 1 : 0;
      }
      fleet.reconnectAll();
    }
    assertThat(empty / 10.0 / SIMULATIONS).as("seed %d", SEED).isCloseTo(0.1216, within(0.003));
  }

  @Test
  void movesNoLoadToAddedTasksWhileConnectionsStay() {
    ScaleOutSimulation scaleOut = scaleOut(0);
    assertThat(scaleOut.atOnce().movedShare()).isZero();
    assertThat(scaleOut.kept().movedShare()).isZero();
    assertThat(scaleOut.kept().hottest()).isCloseTo(scaleOut.placed() * 1.5, within(1e-6));
    assertThat(scaleOut.oldTicks()).isEqualTo(24);
    assertThat(scaleOut.newTicks()).isZero();
  }

  /** Of connections that ended and arrived, 1 − e^−1, a third goes to the added third. */
  @Test
  void movesTheLoadOfNewConnectionsToAddedTasks() {
    ScaleOutSimulation scaleOut = scaleOut(1.0 / 24);
    double expected = (1 - Math.exp(-1)) / 3;
    assertThat(scaleOut.kept().movedShare()).as("seed %d", SEED).isCloseTo(expected, within(0.004));
    assertThat(scaleOut.oldTicks()).isGreaterThan(scaleOut.newTicks());
  }

  @Test
  void movesItsPartOfTheLoadToAddedTasksWhenClientsReconnect() {
    ScaleOutSimulation scaleOut = scaleOut(0);
    assertThat(scaleOut.reconnected().movedShare())
        .as("seed %d", SEED)
        .isCloseTo(1.0 / 3, within(0.005));
  }

  @Test
  void resetsEachConnectionOnceWhenAllTasksAreReplacedTogether() {
    DeploymentSimulation deployment = deploy(1, 5);
    assertThat(deployment.resetsPerConnection()).isCloseTo(1, within(1e-4));
  }

  /** Half is reset with the first half; half of that lands on the second, which is reset next. */
  @Test
  void resetsSomeConnectionsTwiceWhenTasksAreReplacedInTwoParts() {
    assertThat(deploy(2, 1).resetsPerConnection())
        .as("seed %d", SEED)
        .isCloseTo(1.25, within(0.005));
  }

  /** With f on the first half, the next deployment leaves 1/2 + f/4 there: 2/3 in the end. */
  @Test
  void accumulatesConnectionsOnTheTasksReplacedFirst() {
    assertThat(deploy(2, 20).hottest()).as("seed %d", SEED).isCloseTo(4.0 / 3, within(0.04));
    assertThat(deploy(1, 20).hottest()).as("seed %d", SEED).isCloseTo(1, within(0.04));
  }

  @Test
  void losesTheLinesOfEachReset() {
    DeploymentSimulation deployment = deploy(1, 5);
    assertThat(deployment.lostMean()).as("seed %d", SEED).isCloseTo(1000, within(60.0));
    assertThat(deployment.lostMost()).isGreaterThan(1000);
  }

  @Test
  void drawsPoissonNumbersWithTheirMeanAndVariance() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] numbers =
        DoubleStream.generate(() -> DeploymentSimulation.poisson(700, random))
            .limit(SIMULATIONS)
            .toArray();
    assertThat(DoubleStream.of(numbers).average().orElseThrow())
        .as("seed %d", SEED)
        .isCloseTo(700, within(0.75));
    assertThat(DoubleStream.of(numbers).map(n -> (n - 700) * (n - 700)).average().orElseThrow())
        .as("seed %d", SEED)
        .isCloseTo(700, within(28.0));
    assertThat(DeploymentSimulation.poisson(0, random)).isZero();
  }

  @Test
  void repeatsWithTheSameSeed() {
    assertThat(Skew.hottest(equal(50), 7, 20, 3)).isEqualTo(Skew.hottest(equal(50), 7, 20, 3));
    assertThat(Skew.hottest(equal(50), 7, 20, 3)).isNotEqualTo(Skew.hottest(equal(50), 7, 20, 4));
  }

  /** Within an age every connection was made anew, and a third of them on the added third. */
  @Test
  void movesItsPartOfTheLoadToAddedTasksWithinTheAgeOfConnections() {
    ScaleOutSimulation scaleOut = scaleOut(0, 6);
    assertThat(scaleOut.atOnce().movedShare()).isZero();
    assertThat(scaleOut.kept().movedShare()).as("seed %d", SEED).isCloseTo(1.0 / 3, within(0.005));
    assertThat(scaleOut.oldTicks()).isLessThan(6);
    assertThat(scaleOut(0, 25).kept().movedShare()).as("an age beyond the time").isZero();
  }

  private static ScaleOutSimulation scaleOut(double churnPerHour) {
    return scaleOut(churnPerHour, Double.POSITIVE_INFINITY);
  }

  private static ScaleOutSimulation scaleOut(double churnPerHour, double maxAgeHours) {
    Clients clients =
        new Clients(200_000, ConnectionWeights.equal(), churnPerHour, maxAgeHours, 24, SEED);
    return ScaleOutSimulation.run(
        equal(clients.connections()),
        10,
        15,
        clients.turnover(),
        new SplittableRandom(clients.seed()));
  }

  private static DeploymentSimulation deploy(int batches, int deployments) {
    SplittableRandom random = new SplittableRandom(SEED);
    Fleet fleet = new Fleet(equal(100_000), 10, random);
    return DeploymentSimulation.run(fleet, deployments, batches, 0, 1000, random);
  }

  private static float[] equal(int connections) {
    return ConnectionWeights.equal().shares(connections);
  }

  private static double shareAbove(double[] values, double limit) {
    return (double) Arrays.stream(values).filter(value -> value > limit).count() / values.length;
  }
}

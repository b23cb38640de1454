package dev.logproof.reports.capacity;

import java.util.SplittableRandom;

/**
 * Lines that rolling deployments lose, and the skew that they leave.
 *
 * @param lostMean lines per deployment
 * @param lostMost lines in the worst deployment
 * @param resetsPerConnection per deployment; more than 1 when tasks are replaced in several batches
 * @param hottest load of the hottest task after the last one, as a multiple of the average
 */
record DeploymentSimulation(
    double lostMean, long lostMost, double resetsPerConnection, double hottest) {
  /** Largest mean of one step of a Poisson draw: its exponential is a normal double. */
  private static final double POISSON_STEP = 500;

  /** Above this mean a Poisson number is normal to within a ten-thousandth of its deviation. */
  private static final double NORMAL_MEAN = 1e7;

  /**
   * Runs the deployments.
   *
   * @param batches in which a deployment replaces the tasks
   * @param endsBetween probability that a connection ends between two deployments
   * @param linesAtRisk lines of all connections in the time in which a reset loses them
   */
  static DeploymentSimulation run(
      Fleet fleet,
      int deployments,
      int batches,
      double endsBetween,
      double linesAtRisk,
      SplittableRandom random) {
    long lost = 0;
    long most = 0;
    double resets = 0;
    for (int deployment = 0; deployment < deployments; deployment++) {
      fleet.tick(Turnover.ofChurn(endsBetween));
      double reset = replaceAll(fleet, batches);
      long lines = poisson(reset * linesAtRisk, random);
      resets += reset;
      lost += lines;
      most = Math.max(most, lines);
    }
    double count = Math.max(1, deployments);
    return new DeploymentSimulation(lost / count, most, resets / count, fleet.hottest());
  }

  private static double replaceAll(Fleet fleet, int batches) {
    double reset = 0;
    int tasks = fleet.tasks();
    for (int batch = 0; batch < batches; batch++) {
      int from = (int) ((long) tasks * batch / batches);
      int to = (int) ((long) tasks * (batch + 1) / batches);
      reset += fleet.replace(from, to);
    }
    return reset;
  }

  /** Draws exactly: a sum of Poisson numbers is one of the sum of their means. */
  static long poisson(double mean, SplittableRandom random) {
    if (mean > NORMAL_MEAN) {
      return Math.round(mean + Math.sqrt(mean) * random.nextGaussian());
    }
    long sum = 0;
    double left = mean;
    while (left > 0) {
      double limit = Math.exp(-Math.min(left, POISSON_STEP));
      double product = random.nextDouble();
      while (product > limit) {
        sum++;
        product *= random.nextDouble();
      }
      left -= POISSON_STEP;
    }
    return sum;
  }
}

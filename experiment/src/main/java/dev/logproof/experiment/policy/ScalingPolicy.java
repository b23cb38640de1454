package dev.logproof.experiment.policy;

import java.time.Duration;

/**
 * Step scaling on the average CPU of the tasks, as CloudWatch alarms and ECS service scaling do it.
 *
 * @param outShare average from which a task is added, 0 to 1
 * @param outPeriod of the average; also the time between two evaluations
 * @param outCoolDown in which nothing is added or removed after a scale-out
 * @param inShare average below which a task is removed
 * @param inCoolDown in which nothing is removed after a scale-in
 */
public record ScalingPolicy(
    double outShare,
    Duration outPeriod,
    Duration outCoolDown,
    double inShare,
    Duration inPeriod,
    Duration inCoolDown,
    int minTasks,
    int maxTasks) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Rejects policies that would scale in and out at once. */
  public ScalingPolicy {
    if (minTasks < 1 || maxTasks < minTasks) {
      throw new IllegalArgumentException(
          "minTasks %d, maxTasks %d: expected 1 <= minTasks <= maxTasks"
              .formatted(minTasks, maxTasks));
    }
    if (!(0 <= inShare && inShare <= outShare)) {
      throw new IllegalArgumentException(
          "shares %s, %s: expected 0 <= in <= out".formatted(inShare, outShare));
    }
  }

  /**
   * The article's policy: from 50 % over 60 s one task more, then 90 s of cool-down; below 35 %
   * over 600 s one task less, then 300 s.
   *
   * @param speedUp divides all times; 1 is real time
   */
  public static ScalingPolicy ofArticle(int minTasks, int maxTasks, double speedUp) {
    if (!(speedUp >= 1 && speedUp <= 600)) {
      throw new IllegalArgumentException("speed-up " + speedUp + ": expected 1 to 600");
    }
    return new ScalingPolicy(
        0.5,
        seconds(60 / speedUp),
        seconds(90 / speedUp),
        0.35,
        seconds(600 / speedUp),
        seconds(300 / speedUp),
        minTasks,
        maxTasks);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
  }
}

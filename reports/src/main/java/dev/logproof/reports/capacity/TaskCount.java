package dev.logproof.reports.capacity;

/** Numbers of tasks. */
final class TaskCount {
  /** A quotient this close above an integer is rounded down. */
  private static final double ROUNDING = 1e-9;

  private TaskCount() {}

  /** Smallest number of tasks, at least one, that carry the load. */
  static int of(double bytesPerSecond, double perTask) {
    return Math.max(1, ceil(bytesPerSecond / perTask));
  }

  /**
   * Rounds up.
   *
   * @throws ArithmeticException if there are too many to count
   */
  static int ceil(double quotient) {
    return Math.toIntExact((long) Math.ceil(quotient * (1 - ROUNDING)));
  }

  /**
   * Smallest number of tasks of which {@code needed} remain when the largest of {@code zones} is
   * gone; tasks are spread evenly, as ECS does.
   *
   * @param zones at least 2
   */
  static int withZoneLost(int needed, int zones) {
    long tasks = needed;
    while (tasks - ceilOf(tasks, zones) < needed) {
      tasks += Math.max(1, needed - (tasks - ceilOf(tasks, zones)));
    }
    return Math.toIntExact(tasks);
  }

  private static long ceilOf(long tasks, int zones) {
    return (tasks + zones - 1) / zones;
  }
}

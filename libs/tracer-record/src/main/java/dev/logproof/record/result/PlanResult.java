package dev.logproof.record.result;

import java.util.List;
import java.util.Optional;

/**
 * Number of tasks that a load needs: standard output of {@code capacity-plan --format json}.
 *
 * @param minTasks largest of the numbers that were asked for: stable load, lost zone, skew
 * @param perTaskBytesPerSecond load assumed for one task
 * @param basis {@code measured}, {@code given} by {@code --per-task-rate}, or {@code article}
 *     without measurements
 * @param explanation one sentence per number
 */
public record PlanResult(
    int version,
    int minTasks,
    int maxTasks,
    double loadBytesPerSecond,
    double perTaskBytesPerSecond,
    String basis,
    List<String> explanation,
    Optional<Details> details) {
  public static final int VERSION = 2;

  /**
   * Numbers behind and beside the plan.
   *
   * @param runId run that was measured; empty without one
   * @param target aggregator that was measured; empty without one
   * @param binding what limits the rate of a task: {@code cpu}, {@code knee}, {@code highest held
   *     rate}, {@code memory}, {@code given} or {@code article}
   * @param perTask 95 % interval of the rate per task; empty when it was not measured
   * @param skew empty without {@code --connections}
   * @param deliveries one per form
   */
  public record Details(
      String runId,
      String target,
      String binding,
      Optional<Interval> perTask,
      List<Limit> limits,
      Tasks tasks,
      Optional<Skew> skew,
      List<Delivery> deliveries,
      Outage outage,
      LinesAtRisk linesAtRisk,
      PriceList prices) {
    /** Copies the lists. */
    public Details {
      limits = List.copyOf(limits);
      deliveries = List.copyOf(deliveries);
    }
  }

  /** A 95 % interval. */
  public record Interval(double low, double high) {}

  /**
   * A limit of the rate of one task.
   *
   * @param bytesPerSecond empty when no rate that was held reached the limit
   * @param interval of {@code bytesPerSecond}; empty when it has none
   */
  public record Limit(
      String name, Optional<Double> bytesPerSecond, Optional<Interval> interval, String sentence) {}

  /**
   * Numbers of tasks, each for one reason.
   *
   * @param stableLow by the upper end of the rate per task
   * @param stableHigh by its lower end
   * @param zones over which the tasks are spread
   * @param zoneLost so that the load fits when one of them is gone; empty with a single zone
   * @param zonePlanned whether {@code minTasks} holds {@code zoneLost}
   * @param skewed so that the hottest task is within its rate in 95 % of the simulations; empty
   *     when it was not simulated, or when no number of tasks suffices
   */
  public record Tasks(
      int stable,
      int stableLow,
      int stableHigh,
      int zones,
      Optional<Integer> zoneLost,
      boolean zonePlanned,
      Optional<Integer> skewed) {}

  /**
   * Load of the hottest task, as a multiple of the average task's.
   *
   * @param weights such as {@code zipf:1.0}
   * @param simulations number of placements of all connections
   * @param hottestMedian connections placed at random on the tasks that the stable load needs
   * @param hottestHigh 95 % of the simulations are below
   * @param overloaded share of the simulations in which the hottest task exceeds the rate per task
   * @param overloadedInterval of {@code overloaded}
   * @param kept after a scale-out with connections that stay
   * @param reconnected after a scale-out with connections that are made anew
   */
  public record Skew(
      int connections,
      String weights,
      long seed,
      int simulations,
      double hottestMedian,
      double hottestHigh,
      double overloaded,
      Interval overloadedInterval,
      ScaleOut kept,
      ScaleOut reconnected) {}

  /**
   * State after a scale-out.
   *
   * @param hottest load of the hottest task as a multiple of the average task's
   * @param movedShare share of the load on the tasks that were added
   */
  public record ScaleOut(int tasksBefore, int tasksAfter, double hottest, double movedShare) {}

  /**
   * A form in which the load is sent to Firehose.
   *
   * @param form {@code lines}, {@code aggregated} or {@code compressed}
   * @param billedGigabytesPerMonth after rounding each record up to a multiple of 5 KB
   */
  public record Delivery(
      String form,
      double recordBytes,
      double recordsPerSecond,
      double requestsPerSecond,
      double bytesPerSecond,
      int streams,
      double billedGigabytesPerMonth,
      double firehosePerMonth,
      double tasksPerMonth,
      double loadBalancerPerMonth,
      double totalPerMonth) {}

  /**
   * Time that the buffers hold the load when Firehose takes nothing.
   *
   * @param bufferBytes usable per task
   */
  public record Outage(double bufferBytes, double seconds) {}

  /**
   * Lines lost per deployment.
   *
   * @param basis {@code measured} or {@code formula}
   * @param interval empty for a formula
   */
  public record LinesAtRisk(double lines, Optional<Interval> interval, String basis) {}

  /** Where the prices are from. */
  public record PriceList(String date, String region, String currency) {}
}

package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult.ScaleOut;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Loss and skew of simulated fleets: standard output of {@code capacity-plan simulate --format
 * json}.
 *
 * @param hours from the scale-out to its result, and time of the deployments
 * @param maxAgeHours age at which tasks end connections; empty without one
 * @param batches in which a deployment replaces the tasks
 */
public record FleetResult(
    int version,
    long seed,
    int connections,
    String weights,
    double hours,
    OptionalDouble maxAgeHours,
    int deployments,
    int batches,
    List<Row> rows) {
  public static final int VERSION = 1;

  /** Copies the list. */
  public FleetResult {
    rows = List.copyOf(rows);
  }

  /**
   * One size and churn. Loads of the hottest task are multiples of the average task's.
   *
   * @param placedHottest connections placed at random
   * @param atOnce right after the scale-out
   * @param kept some hours after it, with connections that end and arrive by the churn
   * @param keptOldHours mean age of the connections on the old tasks then
   * @param keptNewHours of those on the added tasks
   * @param reconnected after the scale-out with connections that are made anew
   * @param lostLinesMean per deployment
   * @param lostLinesMost in the worst deployment
   * @param resetsPerConnection per deployment
   * @param deployedHottest after the last deployment
   */
  public record Row(
      int tasks,
      double churnPerHour,
      double placedHottest,
      ScaleOut atOnce,
      ScaleOut kept,
      double keptOldHours,
      double keptNewHours,
      ScaleOut reconnected,
      double lostLinesMean,
      long lostLinesMost,
      double resetsPerConnection,
      double deployedHottest) {

    /** Simulates one case; the same case has the same result. */
    public static Row simulate(FleetCase fleetCase, float[] shares) {
      Clients clients = fleetCase.clients();
      SplittableRandom random = new SplittableRandom(clients.seed());
      ScaleOutSimulation scaleOut =
          ScaleOutSimulation.run(
              shares,
              fleetCase.tasks(),
              fleetCase.tasks() + fleetCase.added(),
              clients.turnover(),
              random);
      Fleet fleet = new Fleet(shares, fleetCase.tasks(), random);
      double hoursBetween = clients.hours() / Math.max(1, fleetCase.deployments());
      DeploymentSimulation deployed =
          DeploymentSimulation.run(
              fleet,
              fleetCase.deployments(),
              fleetCase.batches(),
              -Math.expm1(-clients.churnPerHour() * hoursBetween),
              fleetCase.linesAtRisk(),
              random);
      double hoursPerTick = clients.hours() / Clients.TICKS;
      return new Row(
          fleetCase.tasks(),
          clients.churnPerHour(),
          scaleOut.placed(),
          scaleOut.atOnce(),
          scaleOut.kept(),
          scaleOut.oldTicks() * hoursPerTick,
          scaleOut.newTicks() * hoursPerTick,
          scaleOut.reconnected(),
          deployed.lostMean(),
          deployed.lostMost(),
          deployed.resetsPerConnection(),
          deployed.hottest());
    }
  }
}

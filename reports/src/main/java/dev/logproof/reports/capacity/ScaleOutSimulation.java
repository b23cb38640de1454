package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult.ScaleOut;
import java.util.SplittableRandom;

/**
 * The share that added tasks take over.
 *
 * @param placed load of the hottest task before it, as a multiple of the average
 * @param atOnce right after it
 * @param kept after some hours in which connections end and arrive
 * @param oldTicks mean age of the connections on the old tasks then, in ticks
 * @param newTicks of those on the added tasks
 * @param reconnected when all connections are made anew
 */
record ScaleOutSimulation(
    double placed,
    ScaleOut atOnce,
    ScaleOut kept,
    double oldTicks,
    double newTicks,
    ScaleOut reconnected) {
  static ScaleOutSimulation run(
      float[] shares, int before, int after, Turnover turnover, SplittableRandom random) {
    Fleet fleet = new Fleet(shares, before, random);
    double placed = fleet.hottest();
    fleet.addTasks(after - before);
    ScaleOut atOnce = state(fleet, before);
    for (int tick = 0; tick < Clients.TICKS; tick++) {
      fleet.tick(turnover);
    }
    ScaleOut kept = state(fleet, before);
    double oldTicks = fleet.meanAge(0, before);
    double newTicks = fleet.meanAge(before, after);
    fleet.reconnectAll();
    return new ScaleOutSimulation(placed, atOnce, kept, oldTicks, newTicks, state(fleet, before));
  }

  private static ScaleOut state(Fleet fleet, int before) {
    return new ScaleOut(
        before, fleet.tasks(), fleet.hottest(), fleet.shareOf(before, fleet.tasks()));
  }
}

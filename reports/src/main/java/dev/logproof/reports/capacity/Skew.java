package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.PlanResult.Interval;
import dev.logproof.record.result.PlanResult.ScaleOut;
import dev.logproof.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Risk that the connections on one task bring more than it can carry, by simulation.
 *
 * @param tasksNeeded so that the hottest task is within its rate in 95 % of the simulations; empty
 *     when no number suffices
 * @param sentences one per number
 */
record Skew(PlanResult.Skew result, Optional<Integer> tasksNeeded, List<String> sentences) {
  /** Connections placed per number of tasks, over all simulations. */
  private static final int PLACEMENTS = 10_000_000;

  private static final int MOST_SIMULATIONS = 1_000;
  private static final int FEWEST_SIMULATIONS = 20;
  private static final double QUANTILE = 0.95;

  /** The search for a number of tasks ends here: the heaviest connections decide by then. */
  private static final int MOST_FACTOR = 64;

  private static final int MOST_TASKS = 1_000_000;

  /**
   * Simulates.
   *
   * @param capacity load that a task can carry, as a share of the whole load
   * @param maxTasks number of tasks after the scale-out
   * @throws ArithmeticException if there are too many tasks to simulate
   */
  static Skew of(Clients clients, double capacity, int tasks, int maxTasks) {
    if (maxTasks > MOST_TASKS) {
      throw new ArithmeticException("skew of more than " + MOST_TASKS + " tasks");
    }
    float[] shares = clients.weights().shares(clients.connections());
    int simulations = simulations(shares, tasks);
    double[] hottest = hottest(shares, tasks, simulations, clients.seed());
    long over = overloads(hottest, capacity, tasks);
    Proportion risk = Proportion.of(over, simulations);
    SplittableRandom random = new SplittableRandom(clients.seed());
    ScaleOutSimulation scaleOut =
        ScaleOutSimulation.run(shares, tasks, maxTasks, clients.turnover(), random);
    PlanResult.Skew result =
        new PlanResult.Skew(
            clients.connections(),
            clients.weights().name(),
            clients.seed(),
            simulations,
            quantile(hottest, 0.5),
            quantile(hottest, QUANTILE),
            risk.share(),
            new Interval(risk.low(), risk.high()),
            scaleOut.kept(),
            scaleOut.reconnected());
    Optional<Integer> needed = tasksNeeded(shares, capacity, tasks, clients.seed());
    String enough = needed.map(Skew::enough).orElseGet(() -> neverEnough(shares, capacity));
    List<String> sentences = sentences(result, clients, tasks, enough);
    return new Skew(result, needed, sentences);
  }

  /** Load of the hottest task, in ascending order, as a multiple of the average. */
  static double[] hottest(float[] shares, int tasks, int simulations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] hottest = new double[simulations];
    Fleet fleet = new Fleet(shares, tasks, random);
    for (int simulation = 0; simulation < simulations; simulation++) {
      hottest[simulation] = fleet.hottest();
      fleet.reconnectAll();
    }
    Arrays.sort(hottest);
    return hottest;
  }

  private static long overloads(double[] hottest, double capacity, int tasks) {
    return Arrays.stream(hottest).filter(multiple -> multiple / tasks > capacity).count();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static Optional<Integer> tasksNeeded(
      float[] shares, double capacity, int tasks, long seed) {
    if (heaviest(shares) > capacity) {
      return Optional.empty();
    }
    int low = tasks - 1;
    int high = tasks;
    while (!fits(shares, capacity, high, seed)) {
      if (high > (long) tasks * MOST_FACTOR || high > MOST_TASKS) {
        return Optional.empty();
      }
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (fits(shares, capacity, middle, seed)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Optional.of(high);
  }

  private static boolean fits(float[] shares, double capacity, int tasks, long seed) {
    double[] hottest = hottest(shares, tasks, simulations(shares, tasks), seed);
    return quantile(hottest, QUANTILE) / tasks <= capacity;
  }

  private static int simulations(float[] shares, int tasks) {
    int affordable = PLACEMENTS / Math.max(shares.length, tasks);
    return Math.max(FEWEST_SIMULATIONS, Math.min(MOST_SIMULATIONS, affordable));
  }

  private static double heaviest(float[] shares) {
    float most = 0;
    for (float share : shares) {
      most = Math.max(most, share);
    }
    return most;
  }

  private static List<String> sentences(
      PlanResult.Skew skew, Clients clients, int tasks, String enough) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        Text.of(
            "skew: with %,d connections (%s) on %s the hottest task gets %.2f times the"
                + " average (median of %d simulations, seed %d; 95 %% below %.2f)",
            skew.connections(),
            skew.weights(),
            Text.tasks(tasks),
            skew.hottestMedian(),
            skew.simulations(),
            skew.seed(),
            skew.hottestHigh()));
    sentences.add(
        Text.of(
            "risk: in %.1f %% of the simulations (95 %%: %.1f to %.1f) the hottest of %s gets"
                + " more than a task can carry",
            skew.overloaded() * 100,
            skew.overloadedInterval().low() * 100,
            skew.overloadedInterval().high() * 100,
            Text.tasks(tasks)));
    sentences.add(enough);
    sentences.add(scaleOut(skew.kept(), skew.reconnected(), clients));
    return sentences;
  }

  private static String enough(int tasks) {
    return Text.of(
        "with %s the hottest one is within its rate in 95 %% of the simulations",
        Text.tasks(tasks));
  }

  private static String neverEnough(float[] shares, double capacity) {
    return heaviest(shares) > capacity
        ? Text.of(
            "no number of tasks suffices: the heaviest connection alone brings %.2f times what a"
                + " task can carry",
            heaviest(shares) / capacity)
        : "no number of tasks that was tried suffices: a few heavy connections decide";
  }

  private static String scaleOut(ScaleOut kept, ScaleOut reconnected, Clients clients) {
    return Text.of(
        "scale-out from %d to %d tasks: after %s h at %s ends per connection and hour%s, connections"
            + " that stay leave %.1f %% of the load to the new tasks (hottest %.2f times the"
            + " average); connections made anew give them %.1f %% (%.2f times)",
        kept.tasksBefore(),
        kept.tasksAfter(),
        clients.hours(),
        clients.churnPerHour(),
        Double.isFinite(clients.maxAgeHours())
            ? Text.of(" and at an age of %.0f min", clients.maxAgeHours() * 60)
            : "",
        kept.movedShare() * 100,
        kept.hottest(),
        reconnected.movedShare() * 100,
        reconnected.hottest());
  }
}

package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.PlanResult.Interval;
import dev.logproof.record.result.PlanResult.Outage;
import dev.logproof.record.result.PlanResult.PriceList;
import dev.logproof.record.result.PlanResult.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes the plan of a load from the rate of one task. */
public final class CapacityPlanner {
  private final PlanInput input;
  private final TaskRate task;
  private final List<String> explanation = new ArrayList<>();

  private CapacityPlanner(PlanInput input, TaskRate task) {
    this.input = input;
    this.task = task;
    explanation.addAll(task.explanation());
  }

  /**
   * Plans.
   *
   * @param runId run that was measured, or an empty string
   * @param target aggregator that was measured, or an empty string
   * @throws ArithmeticException if the load needs too many tasks to count
   */
  public static PlanResult plan(PlanInput input, TaskRate task, String runId, String target) {
    return new CapacityPlanner(input, task).plan(runId, target);
  }

  private PlanResult plan(String runId, String target) {
    int stable = TaskCount.of(load(), task.bytesPerSecond());
    Interval rates =
        task.interval().orElse(new Interval(task.bytesPerSecond(), task.bytesPerSecond()));
    int stableLow = TaskCount.of(load(), rates.high());
    int stableHigh = TaskCount.of(load(), rates.low());
    explanation.add(
        Text.of(
            "stable load: %.2f MB/s ÷ %.2f MB/s per task, rounded up = %s%s",
            load() / 1e6,
            task.bytesPerSecond() / 1e6,
            Text.tasks(stable),
            rates.low() < rates.high()
                ? Text.of(" (95 %%: %d to %d)", stableLow, stableHigh)
                : " (no interval: the rate was not fitted)"));
    Optional<Integer> zoneLost = zoneLost(stable);
    int placed = input.rules().zonePlanned() ? zoneLost.orElse(stable) : stable;
    int added = TaskCount.ceil(placed * input.rules().maxFactor());
    double capacity = task.bytesPerSecond() / load();
    Optional<Skew> skew =
        Optional.of(input.clients())
            .filter(clients -> !clients.isNone())
            .map(clients -> Skew.of(clients, capacity, placed, added));
    skew.ifPresent(found -> explanation.addAll(found.sentences()));
    Tasks tasks =
        new Tasks(
            stable,
            stableLow,
            stableHigh,
            input.rules().zones(),
            zoneLost,
            input.rules().zonePlanned(),
            skew.flatMap(Skew::tasksNeeded));
    int minTasks = minTasks(tasks);
    int maxTasks = TaskCount.ceil(minTasks * input.rules().maxFactor());
    explanation.add(
        Text.of("maxTasks = minTasks × %s, rounded up = %d", input.rules().maxFactor(), maxTasks));
    PlanResult.Details details = details(runId, target, tasks, minTasks, skew.map(Skew::result));
    return new PlanResult(
        PlanResult.VERSION,
        minTasks,
        maxTasks,
        load(),
        task.bytesPerSecond(),
        task.basis(),
        List.copyOf(explanation),
        Optional.of(details));
  }

  private double load() {
    return input.demand().bytesPerSecond();
  }

  private Optional<Integer> zoneLost(int stable) {
    int zones = input.rules().zones();
    if (zones < 2) {
      return Optional.empty();
    }
    int tasks = TaskCount.withZoneLost(stable, zones);
    explanation.add(
        Text.of(
            "lost zone: %s over %d zones leave the %d of the stable load when one zone is"
                + " gone%s",
            Text.tasks(tasks),
            zones,
            stable,
            input.rules().zonePlanned() ? "" : "; minTasks does not hold them without --zones"));
    return Optional.of(tasks);
  }

  private int minTasks(Tasks tasks) {
    int zone = tasks.zonePlanned() ? tasks.zoneLost().orElse(0) : 0;
    int minTasks = Math.max(tasks.stable(), Math.max(zone, tasks.skewed().orElse(0)));
    explanation.add(
        Text.of(
            "minTasks = %d, the most of: %d for the stable load%s%s",
            minTasks,
            tasks.stable(),
            zone > 0 ? Text.of(", %d for a lost zone", zone) : "",
            tasks.skewed().map(count -> Text.of(", %d for skew", count)).orElse("")));
    return minTasks;
  }

  private PlanResult.Details details(
      String runId, String target, Tasks tasks, int minTasks, Optional<PlanResult.Skew> skew) {
    DeliveryPlan deliveries = DeliveryPlan.of(input, minTasks);
    explanation.addAll(deliveries.sentences());
    double usable = Math.min(input.size().bufferBytes(), input.size().memoryBytes());
    Outage outage = OutageBuffer.of(usable, load(), minTasks);
    explanation.add(
        Text.of(
            "outage: buffers of %,.0f B per task hold %.2f MB/s over %s for %.0f s%s",
            usable,
            load() / 1e6,
            Text.tasks(minTasks),
            outage.seconds(),
            usable < input.size().bufferBytes()
                ? "; the task's memory is smaller than its buffer"
                : ""));
    LinesAtRisk risk =
        LinesAtRisk.of(input.deployments(), input.demand(), input.roundTripSeconds());
    explanation.add(risk.sentence());
    Prices prices = input.prices();
    return new PlanResult.Details(
        runId,
        target,
        task.binding(),
        task.interval(),
        task.limits().stream().map(Limit::toResult).toList(),
        tasks,
        skew,
        deliveries.results(),
        outage,
        risk.result(),
        new PriceList(prices.date(), prices.region(), prices.currency()));
  }
}

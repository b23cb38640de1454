package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.PlanResult.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan's numbers and its sentences. */
class CapacityPlannerTest {
  private static final TaskRate ARTICLE = TaskRate.ofArticle(List.of());
  private static final Clients CLIENTS =
      new Clients(100, ConnectionWeights.equal(), 0.1, Double.POSITIVE_INFINITY, 1, 7);

  @Test
  void plansFiveTasksForArticleLoad() {
    PlanResult plan = plan(ARTICLE, new FleetRules(2, 2, false));
    assertThat(plan.minTasks()).isEqualTo(5);
    assertThat(plan.maxTasks()).isEqualTo(10);
    assertThat(plan.basis()).isEqualTo("article");
    PlanResult.Details details = plan.details().orElseThrow();
    assertThat(details.perTask()).isEmpty();
    assertThat(details.tasks().zoneLost()).contains(10);
    assertThat(details.skew()).isEmpty();
    assertThat(details.deliveries())
        .extracting("form")
        .containsExactly("lines", "aggregated", "compressed");
    assertThat(details.deliveries()).extracting("streams").containsExactly(9, 9, 2);
  }

  @Test
  void plansForALostZoneWhenAsked() {
    PlanResult plan = plan(ARTICLE, new FleetRules(1.5, 3, true));
    assertThat(plan.minTasks()).isEqualTo(8);
    assertThat(plan.maxTasks()).isEqualTo(12);
  }

  @Test
  void plansForSkewWhenAsked() {
    PlanResult plan = plan(ARTICLE, new FleetRules(2, 2, false), CLIENTS);
    int skewed = plan.details().orElseThrow().tasks().skewed().orElseThrow();
    assertThat(skewed).isGreaterThan(5);
    assertThat(plan.minTasks()).isEqualTo(skewed);
  }

  /** 45 ÷ 10 = 4.5, 45 ÷ 12 = 3.75 and 45 ÷ 8 = 5.6, rounded up. */
  @Test
  void givesTheIntervalOfMinTasks() {
    TaskRate rate =
        new TaskRate(
            10e6, Optional.of(new Interval(8e6, 12e6)), "measured", "cpu", List.of(), List.of());
    PlanResult plan = plan(rate, new FleetRules(2, 2, false));
    PlanResult.Tasks tasks = plan.details().orElseThrow().tasks();
    assertThat(tasks.stable()).isEqualTo(5);
    assertThat(tasks.stableLow()).isEqualTo(4);
    assertThat(tasks.stableHigh()).isEqualTo(6);
  }

  @Test
  void explainsEachNumberInASentence() {
    PlanResult plan = plan(ARTICLE, new FleetRules(2, 2, true), CLIENTS);
    for (String start :
        List.of(
            "stable load",
            "lost zone",
            "skew",
            "risk",
            "scale-out",
            "minTasks",
            "maxTasks",
            "lines: 9 streams",
            "aggregated: 9 streams",
            "compressed: 2 streams",
            "prices",
            "outage",
            "lines at risk")) {
      assertThat(plan.explanation()).anyMatch(line -> line.startsWith(start));
    }
  }

  private static PlanResult plan(TaskRate rate, FleetRules rules) {
    return plan(rate, rules, Clients.NONE);
  }

  private static PlanResult plan(TaskRate rate, FleetRules rules, Clients clients) {
    return CapacityPlanner.plan(input(rules, clients), rate, "", "");
  }

  private static PlanInput input(FleetRules rules, Clients clients) {
    return new PlanInput(
        new Demand(45e6, 300, "for a test"),
        new TaskSize(4, 8e9, 2e9),
        rules,
        clients,
        new PlanInput.FirehoseTerms("us-west-2", 8),
        Prices.builtIn(),
        List.<Deployment>of(),
        0.001);
  }
}

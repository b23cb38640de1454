package dev.logproof.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.experiment.compare.Row.State;
import dev.logproof.experiment.compare.SimulatedRun.Factors;
import dev.logproof.record.result.ExperimentResult;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Planted regressions are seen, and none is seen where there is none. */
class ComparisonTest {
  private static final long SEED = 20261129;
  private static final int RUNS = 2_000;
  private static final double CONFIDENCE = 0.95;
  private static final Tolerance DEFAULT = new Tolerance(0.05, Map.of());
  private static final SimulatedRun BEFORE = SimulatedRun.of("before");
  private static final SimulatedRun AFTER = SimulatedRun.of("after");

  private static Comparison compare(
      ExperimentResult before, ExperimentResult after, Tolerance tolerance) {
    ComparisonPlan plan =
        ComparisonPlan.ofRuns(RunFigures.of(before), RunFigures.of(after), List.of());
    assertThat(plan.objections()).isEmpty();
    return Comparison.of(plan.a(), plan.b(), plan.targets(), false, CONFIDENCE, tolerance);
  }

  private static void count(Comparison comparison, Map<String, Integer> regressions) {
    comparison
        .rows()
        .forEach(
            row ->
                regressions.merge(
                    row.figure(), row.state() == State.REGRESSION ? 1 : 0, Integer::sum));
  }

  private static void assertRare(Map<String, Integer> regressions, int runs) {
    assertThat(regressions).hasSize(15);
    regressions.forEach(
        (figure, number) ->
            assertThat((double) number / runs).as("%s, seed %d", figure, SEED).isLessThan(0.05));
  }

  @Test
  void findsRegressionInNoMoreThanFivePerCentOfEqualRuns() {
    Random random = new Random(SEED);
    Map<String, Integer> regressions = new TreeMap<>();
    for (int i = 0; i < RUNS; i++) {
      ExperimentResult before = BEFORE.measure(random);
      count(compare(before, AFTER.measure(random), new Tolerance(0, Map.of())), regressions);
    }
    assertRare(regressions, RUNS);
  }

  @Test
  void toleratesDriftBetweenRunsOnceItWasMeasured() {
    Random random = new Random(SEED);
    SimulatedRun drifting = BEFORE.differing(0.02);
    Map<String, Integer> regressions = new TreeMap<>();
    for (int i = 0; i < RUNS / 2; i++) {
      ExperimentResult before = drifting.measure(random);
      Comparison self = compare(before, drifting.measure(random), DEFAULT);
      Tolerance measured = new Tolerance(0.05, Baseline.noiseOf(RunFigures.of(before), self));
      count(compare(before, drifting.measure(random), measured), regressions);
    }
    assertRare(regressions, RUNS / 2);
  }

  static List<Arguments> regressions() {
    return List.of(
        Arguments.of(AFTER.with(new Factors(1.3, 1, 1, 1, 1, 1)), "CPU per MB at 9.00 MB/s"),
        Arguments.of(AFTER.with(new Factors(1.3, 1, 1, 1, 1, 1)), "CPU per MB, all common rates"),
        Arguments.of(AFTER.with(new Factors(1, 1.3, 1, 1, 1, 1)), "CPU slope"),
        Arguments.of(
            AFTER.with(new Factors(1, 1, 1.3, 1, 1, 1)), "resident memory, all common rates"),
        Arguments.of(AFTER.with(new Factors(1, 1, 1.3, 1, 1, 1)), "peak resident memory per task"),
        Arguments.of(AFTER.with(new Factors(1, 1, 1, 0.6, 1, 1)), "knee"),
        Arguments.of(AFTER.with(new Factors(1, 1, 1, 0.0001, 1, 1)), "knee"),
        Arguments.of(AFTER.with(new Factors(1, 1, 1, 1, 1.3, 1)), "stop time"),
        Arguments.of(AFTER.with(new Factors(1, 1, 1, 1, 1, 1.3)), "latency write-corrected p50"),
        Arguments.of(AFTER.with(new Factors(1, 1, 1, 1, 1, 1.3)), "latency write-corrected p99"),
        Arguments.of(AFTER.losing(100), "lost per deployment"),
        Arguments.of(AFTER.losing(100), "duplicated per deployment"));
  }

  @ParameterizedTest
  @MethodSource("regressions")
  void seesPlantedRegression(SimulatedRun after, String figure) {
    for (int i = 0; i < 50; i++) {
      Random random = new Random(SEED + i);
      Comparison comparison = compare(BEFORE.measure(random), after.measure(random), DEFAULT);
      assertThat(row(comparison, figure).state())
          .as("seed %d: %s", SEED + i, row(comparison, figure))
          .isEqualTo(State.REGRESSION);
      assertThat(comparison.exitCode()).isEqualTo(1);
      Comparison opposite = compare(after.measure(random), BEFORE.measure(random), DEFAULT);
      assertThat(row(opposite, figure).state()).isEqualTo(State.BETTER);
    }
  }

  @Test
  void seesFirstLossesEver() {
    Random random = new Random(SEED);
    Comparison comparison =
        compare(BEFORE.losing(0).measure(random), AFTER.losing(100).measure(random), DEFAULT);
    Row lost = row(comparison, "lost per deployment");
    assertThat(lost.state()).isEqualTo(State.REGRESSION);
    assertThat(lost.ratio()).isEmpty();
    assertThat(lost.high()).isEmpty();
    assertThat(ComparisonTable.of(comparison)).containsPattern("lost per deployment .* ∞ .* to ∞");
  }

  private static Row row(Comparison comparison, String figure) {
    return comparison.rows().stream()
        .filter(row -> row.figure().equals(figure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void holdsRegressionWithinNoiseForNone() {
    SimulatedRun after = AFTER.with(new Factors(1.3, 1, 1, 1, 1, 1));
    Random random = new Random(SEED);
    Tolerance floor =
        new Tolerance(0.05, Map.of("ours/CPU per MB at 9.00 MB/s", 0.5, "ours/CPU slope", 0.01));
    Comparison comparison = compare(BEFORE.measure(random), after.measure(random), floor);
    assertThat(row(comparison, "CPU per MB at 9.00 MB/s").state()).isEqualTo(State.WITHIN_NOISE);
    assertThat(row(comparison, "CPU slope").state()).isEqualTo(State.REGRESSION);
  }

  @Test
  void isUnknownWhenBLacksFigure() {
    Random random = new Random(SEED);
    RunFigures before = RunFigures.of(BEFORE.measure(random));
    RunFigures after =
        new RunFigures(
            "after",
            before.workload(),
            before.figures().stream()
                .filter(figure -> !figure.name().equals("CPU per MB at 9.00 MB/s"))
                .toList(),
            List.of());
    Comparison comparison =
        Comparison.of(before, after, Map.of("ours", "ours"), false, CONFIDENCE, DEFAULT);
    assertThat(row(comparison, "CPU per MB at 9.00 MB/s").state()).isEqualTo(State.MISSING);
    assertThat(row(comparison, "CPU per MB at 9.00 MB/s").a()).isPresent();
    assertThat(comparison.exitCode()).isEqualTo(2);
  }

  @Test
  void leavesOutRatesThatOneRunDidNotTry() {
    Random random = new Random(SEED);
    ExperimentResult run = BEFORE.measure(random);
    RunFigures before = RunFigures.of(run);
    Workload other =
        new Workload("reproduce", Map.of(), Map.of(), List.of(1e6, 9e6), "", "machine");
    RunFigures after = new RunFigures("after", other, before.figures(), List.of());
    Comparison comparison =
        Comparison.of(before, after, Map.of("ours", "ours"), false, CONFIDENCE, DEFAULT);
    assertThat(comparison.rows().stream().map(Row::figure).filter(name -> name.contains(" at ")))
        .containsExactly("CPU per MB at 1.00 MB/s", "CPU per MB at 9.00 MB/s");
    assertThat(comparison.remarks()).anyMatch(remark -> remark.contains("different machines"));
  }

  @Test
  void printsNoiseFloorOfOneRunSplitByTurns() {
    RunFigures run = RunFigures.of(BEFORE.measure(new Random(SEED)));
    ComparisonPlan halves = ComparisonPlan.ofHalves(run, List.of());
    assertThat(halves.a().of("ours").get(0).values()).hasSize(2);
    assertThat(halves.b().of("ours").get(0).values()).hasSize(1);
    Comparison self =
        Comparison.of(halves.a(), halves.b(), halves.targets(), true, CONFIDENCE, DEFAULT);
    Row slope = row(self, "CPU slope");
    assertThat(slope.floor()).isBetween(0.001, 0.5);
    assertThat(Baseline.noiseOf(run, self))
        .containsEntry("ours/CPU slope", slope.floor())
        .doesNotContainKeys("ours/CPU per MB at 1.00 MB/s", "ours/lost per deployment");
    assertThat(ComparisonTable.of(self)).contains("noise floor", "± ");
    assertThat(self.exitCode()).isZero();
  }
}

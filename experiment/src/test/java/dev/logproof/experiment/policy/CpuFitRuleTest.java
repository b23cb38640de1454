package dev.logproof.experiment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.experiment.policy.FitDecision.Enough;
import dev.logproof.experiment.policy.FitDecision.NotShown;
import dev.logproof.experiment.policy.FitDecision.Repeat;
import dev.logproof.experiment.policy.FitDecision.Widen;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sweep goes on until its slope is known, and stays below the knee. */
class CpuFitRuleTest {
  private static final double MB = 1e6;
  private static final double SLOPE = 0.01 / MB;
  private static final double KNEE = 40 * MB;
  private static final long SEED = 20261129;
  private static final CpuFitRule RULE = CpuFitRule.DEFAULT;

  private static LoadPoint point(double rate, double cores, double seconds, boolean held) {
    return new LoadPoint("ours", rate, rate, 1, seconds, cores, 1, 1, held, held ? "" : "behind");
  }

  private static LoadPoint exact(double megabytes) {
    return point(megabytes * MB, 0.05 + SLOPE * megabytes * MB, 20, true);
  }

  @Test
  void endsWhenSlopeIsKnown() {
    FitDecision decision = RULE.decide(List.of(exact(5), exact(20), exact(38)), KNEE);
    assertThat(decision).isInstanceOf(Enough.class);
    assertThat(((Enough) decision).fit().slope()).isCloseTo(SLOPE, within(1e-12));
  }

  @Test
  void needsThreeRatesHoweverOftenTwoWereMeasured() {
    List<LoadPoint> two = List.of(exact(5), exact(5), exact(38), exact(38));
    assertThat(RULE.decide(two, KNEE)).isEqualTo(new Widen(21.5 * MB, 20));
  }

  @Test
  void widensUpToKneeBeforeItRepeats() {
    List<LoadPoint> noisy =
        new ArrayList<>(
            List.of(
                point(1 * MB, 0.08, 20, true),
                point(3 * MB, 0.06, 20, true),
                point(9 * MB, 0.09, 20, true)));
    assertThat(RULE.decide(noisy, KNEE)).isEqualTo(new Widen(18 * MB, 20));
    noisy.add(point(18 * MB, 0.1, 20, true));
    noisy.add(point(36 * MB, 0.5, 20, true));
    assertThat(RULE.decide(noisy, KNEE)).isEqualTo(new Repeat(36 * MB, 30));
    noisy.add(point(36 * MB, 0.2, 30, true));
    assertThat(RULE.decide(noisy, KNEE)).isEqualTo(new Repeat(1 * MB, 45));
  }

  @Test
  void usesNoPointAboveKneeAndNoneThatWasNotHeld() {
    List<LoadPoint> points =
        List.of(
            exact(5),
            exact(20),
            exact(38),
            point(30 * MB, 2, 20, false),
            point(50 * MB, 0.1, 20, true));
    assertThat(RULE.decide(points, KNEE))
        .isInstanceOfSatisfying(Enough.class, e -> assertThat(e.fit().points()).isEqualTo(3));
  }

  @Test
  void staysBelowRateThatWasNotHeld() {
    List<LoadPoint> points = List.of(exact(5), exact(10), point(20 * MB, 1, 20, false));
    assertThat(RULE.decide(points, KNEE)).isEqualTo(new Widen(15 * MB, 20));
    assertThat(RULE.decide(List.of(point(20 * MB, 1, 20, false)), KNEE))
        .isEqualTo(new Widen(10 * MB, 20));
  }

  @Test
  void saysWhySlopeIsNotShown() {
    CpuFitRule bounded = new CpuFitRule(0.1, 3, 60);
    List<LoadPoint> flat =
        List.of(
            point(1 * MB, 0.08, 20, true),
            point(5 * MB, 0.06, 20, true),
            point(9 * MB, 0.08, 20, true));
    assertThat(bounded.decide(flat, KNEE))
        .isInstanceOfSatisfying(
            NotShown.class,
            not -> assertThat(not.reason()).contains("ms of CPU per MB after 3 measurements"));
    assertThat(bounded.decide(List.of(exact(1), exact(2), point(3e6, 1, 9, false)), KNEE))
        .isEqualTo(new NotShown("only 2 rates were held in 3 measurements, and a slope needs 3"));
  }

  @Test
  void endsWithinItsBoundAndBelowTheKneeUnderAnyNoise() {
    for (int run = 0; run < 500; run++) {
      Random random = new Random(SEED + run);
      double noise = 0.2 * random.nextDouble();
      double knee = MB * (2 + 60 * random.nextDouble());
      List<LoadPoint> points = new ArrayList<>(List.of(measured(MB, 10, noise, random)));
      FitDecision decision = RULE.decide(points, knee);
      while (!(decision instanceof Enough || decision instanceof NotShown)) {
        double rate = rate(decision);
        assertThat(rate).as("seed %d", SEED + run).isBetween(1.0, knee);
        points.add(measured(rate, seconds(decision), noise, random));
        decision = RULE.decide(points, knee);
      }
      assertThat(points).as("seed %d", SEED + run).hasSizeLessThanOrEqualTo(20);
    }
  }

  private static LoadPoint measured(double rate, double seconds, double noise, Random random) {
    double error = noise * random.nextGaussian() / Math.sqrt(seconds);
    return point(rate, Math.max(0, 0.05 + SLOPE * rate + error), seconds, true);
  }

  private static double rate(FitDecision decision) {
    return decision instanceof Widen widen
        ? widen.bytesPerSecond()
        : ((Repeat) decision).bytesPerSecond();
  }

  private static double seconds(FitDecision decision) {
    return decision instanceof Widen widen ? widen.seconds() : ((Repeat) decision).seconds();
  }
}

package dev.logproof.experiment.knee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Knee.State;
import dev.logproof.record.result.Knee.Trial;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Properties of every search, over random targets and settings. */
class KneeSearchPropertiesTest {
  private static final long SEED = 20261129;
  private static final int RUNS = 2_000;
  private static final double LOWEST_KNEE = 1e5;

  private static KneeSettings randomSettings(Random random) {
    double start = 1e6 * Math.pow(10, random.nextDouble());
    double seconds = 10 + random.nextInt(20);
    return new KneeSettings(
        new KneeCriteria(0, 3, seconds),
        start,
        start / 1e4,
        start * 1e3,
        0.01 + 0.2 * random.nextDouble(),
        SimulatedTarget.LONG_SECONDS,
        60);
  }

  private static double randomKnee(Random random) {
    return LOWEST_KNEE * Math.pow(10, 3 * random.nextDouble());
  }

  private static Knee search(KneeSettings settings, SimulatedTarget target) {
    KneeSearch search = KneeSearch.start("ours", settings);
    for (int trial = 0; search.step().isPresent(); trial++) {
      assertThat(trial).isLessThan(settings.maxTrials());
      search = search.after(target.measure(search.step().get()));
    }
    return search.result();
  }

  @Test
  void findsEveryKneeToTheWidthOfTheBracket() {
    Random random = new Random(SEED);
    for (int run = 0; run < RUNS; run++) {
      KneeSettings settings = randomSettings(random);
      double knee = randomKnee(random);
      double longKnee = run % 2 == 0 ? knee : knee * (0.2 + 0.8 * random.nextDouble());
      Knee found =
          search(
              settings, new SimulatedTarget(knee, longKnee, 0, Double.POSITIVE_INFINITY, random));
      assertThat(found.state()).as("seed %d, run %d", SEED, run).isEqualTo(State.CONFIRMED);
      assertThat(found.bytesPerSecond())
          .as("seed %d, run %d", SEED, run)
          .isBetween(longKnee / (1 + settings.width()) * (1 - 1e-9), longKnee);
    }
  }

  @Test
  void reportsOnlyRatesThatWereHeldAndBelowAllThatWereNot() {
    Random random = new Random(SEED);
    for (int run = 0; run < RUNS; run++) {
      KneeSettings settings = randomSettings(random);
      double knee = randomKnee(random);
      double limit = run % 3 == 0 ? knee * 2 * random.nextDouble() : Double.POSITIVE_INFINITY;
      Knee found =
          search(
              settings,
              new SimulatedTarget(
                  knee, knee * random.nextDouble(), 0.2 * random.nextDouble(), limit, random));
      double reported = found.bytesPerSecond();
      assertThat(found.state() == State.NOT_FOUND)
          .as("seed %d, run %d", SEED, run)
          .isEqualTo(reported == 0);
      if (reported > 0) {
        assertThat(found.trials())
            .as("seed %d, run %d", SEED, run)
            .anyMatch(trial -> trial.held() && trial.offeredBytesPerSecond() == reported);
      }
      assertThat(found.trials().stream().filter(KneeSearchPropertiesTest::failed))
          .as("seed %d, run %d", SEED, run)
          .allMatch(trial -> trial.offeredBytesPerSecond() > reported);
      if (found.state() == State.CONFIRMED) {
        assertThat(found.trials())
            .anyMatch(
                trial ->
                    trial.held()
                        && trial.seconds() == settings.confirmSeconds()
                        && trial.offeredBytesPerSecond() == reported);
      }
    }
  }

  private static boolean failed(Trial trial) {
    return trial.valid() && !trial.held();
  }

  @Test
  void endsAtItsBoundWithoutAnyConsistency() {
    Random random = new Random(SEED);
    for (int run = 0; run < RUNS; run++) {
      KneeSettings settings = randomSettings(random);
      Knee found =
          search(settings, new SimulatedTarget(1e7, 1e7, 10, Double.POSITIVE_INFINITY, random));
      assertThat(found.trials())
          .as("seed %d, run %d", SEED, run)
          .hasSizeLessThanOrEqualTo(settings.maxTrials());
    }
  }
}

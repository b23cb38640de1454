package dev.logproof.experiment.knee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.experiment.knee.KneeStep.Phase;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Knee.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The search finds known knees of simulated targets, and claims no more than it saw. */
class KneeSearchTest {
  private static final double MB = 1e6;
  private static final double UNLIMITED = Double.POSITIVE_INFINITY;
  private static final KneeCriteria CRITERIA = new KneeCriteria(0, 3, 20);
  private static final KneeSettings SETTINGS = KneeSettings.of(CRITERIA, 4 * MB, 400 * MB);

  private static Knee search(KneeSettings settings, Function<KneeStep, Measurement> target) {
    KneeSearch search = KneeSearch.start("ours", settings);
    while (search.step().isPresent()) {
      search = search.after(target.apply(search.step().get()));
      assertThat(search.result().trials()).hasSizeLessThanOrEqualTo(settings.maxTrials());
    }
    return search.result();
  }

  private static List<Phase> phases(Function<KneeStep, Measurement> target) {
    List<Phase> phases = new ArrayList<>();
    search(
        SETTINGS,
        step -> {
          phases.add(step.phase());
          return target.apply(step);
        });
    return phases;
  }

  private static Measurement at(KneeStep step, long lost, double behind, double achievedShare) {
    double rate = step.bytesPerSecond();
    return new Measurement(rate, achievedShare * rate, step.seconds(), lost, behind, "");
  }

  @Test
  void doublesBisectsAndConfirms() {
    Knee knee = search(SETTINGS, SimulatedTarget.exact(30 * MB)::measure);
    assertThat(knee.state()).isEqualTo(State.CONFIRMED);
    assertThat(knee.trials().stream().map(trial -> trial.offeredBytesPerSecond() / MB))
        .containsExactly(4.0, 8.0, 16.0, 32.0, 24.0, 28.0, 30.0, 31.0, 30.0);
    assertThat(knee.bytesPerSecond()).isEqualTo(30 * MB);
    assertThat(knee.trials().get(8).seconds()).isEqualTo(60);
    assertThat(knee.criteria())
        .isEqualTo("at most 0 lost, at most 3 s behind, for 20 s; confirmed for 60 s");
    assertThat(knee.reason())
        .matches("30.00 MB/s was held for 60 s, 31.00 MB/s was not \\(\\d+ lost, 5.0 s behind\\)");
  }

  @Test
  void reportsCeilingAsLowerBound() {
    KneeSettings settings = KneeSettings.of(CRITERIA, 4 * MB, 20 * MB);
    Knee knee = search(settings, SimulatedTarget.exact(30 * MB)::measure);
    assertThat(knee.state()).isEqualTo(State.AT_LEAST);
    assertThat(knee.bytesPerSecond()).isEqualTo(20 * MB);
    assertThat(knee.reason()).contains("held for 60 s", "no higher rate");
  }

  @Test
  void halvesStartThatIsNotHeld() {
    Knee knee = search(SETTINGS, SimulatedTarget.exact(0.7 * MB)::measure);
    assertThat(knee.state()).isEqualTo(State.CONFIRMED);
    assertThat(knee.bytesPerSecond()).isCloseTo(0.7 * MB, within(0.035 * MB));
  }

  @Test
  void findsNoKneeWhenFloorIsNotHeld() {
    Knee knee = search(SETTINGS, SimulatedTarget.exact(1)::measure);
    assertThat(knee.state()).isEqualTo(State.NOT_FOUND);
    assertThat(knee.bytesPerSecond()).isZero();
    assertThat(knee.reason()).startsWith("no rate was held: 0.06 MB/s was not");
  }

  @Test
  void retriesInvalidTrialOnceThenNamesGenerator() {
    SimulatedTarget target = new SimulatedTarget(30 * MB, 30 * MB, 0, 10 * MB, new Random(1));
    Knee knee = search(SETTINGS, target::measure);
    assertThat(knee.state()).isEqualTo(State.AT_LEAST);
    assertThat(knee.bytesPerSecond()).isEqualTo(8 * MB);
    assertThat(knee.trials()).hasSize(4);
    assertThat(knee.reason())
        .isEqualTo("8.00 MB/s was held; the generator was the limit at 16.00 MB/s: missed rate");
    Knee nothing =
        search(SETTINGS, new SimulatedTarget(30 * MB, 30 * MB, 0, MB, new Random(1))::measure);
    assertThat(nothing.state()).isEqualTo(State.NOT_FOUND);
    assertThat(nothing.bytesPerSecond()).isZero();
  }

  @Test
  void goesOnAfterSuccessfulRetry() {
    SimulatedTarget target = SimulatedTarget.exact(30 * MB);
    List<KneeStep> seen = new ArrayList<>();
    Knee knee =
        search(
            SETTINGS,
            step -> {
              boolean isFirst = !seen.contains(step);
              seen.add(step);
              Measurement good = target.measure(step);
              return isFirst
                  ? new Measurement(good.offeredBytesPerSecond(), 0, step.seconds(), 9, 9, "paused")
                  : good;
            });
    assertThat(knee.state()).isEqualTo(State.CONFIRMED);
    assertThat(knee.bytesPerSecond()).isEqualTo(30 * MB);
    assertThat(knee.trials()).hasSize(18);
  }

  @Test
  void descendsWithLongTrialsAfterFailedConfirmation() {
    SimulatedTarget target = new SimulatedTarget(30 * MB, 17 * MB, 0, UNLIMITED, new Random(1));
    Knee knee = search(SETTINGS, target::measure);
    assertThat(knee.state()).isEqualTo(State.CONFIRMED);
    assertThat(knee.bytesPerSecond()).isBetween(17 * MB / 1.05, 17 * MB);
    assertThat(knee.trials().subList(8, knee.trials().size()))
        .allSatisfy(trial -> assertThat(trial.seconds()).isEqualTo(60));
    assertThat(phases(target::measure)).contains(Phase.CONFIRMATION, Phase.DESCENT);
  }

  @Test
  void countsUnreadLoadAsBacklog() {
    Knee knee =
        search(SETTINGS, step -> at(step, 0, 0, Math.min(1, 10 * MB / step.bytesPerSecond())));
    assertThat(knee.state()).isEqualTo(State.CONFIRMED);
    assertThat(knee.bytesPerSecond()).isBetween(10 * MB, 10 * MB / (1 - 3.0 / 60));
  }

  @Test
  void keepsEachCriterionToItsLimit() {
    KneeSettings settings = KneeSettings.of(new KneeCriteria(2, 3, 20), 4 * MB, 4 * MB);
    assertThat(search(settings, step -> at(step, 2, 3, 1)).state()).isEqualTo(State.AT_LEAST);
    assertThat(search(settings, step -> at(step, 3, 0, 1)).reason()).contains("3 lost");
    assertThat(search(settings, step -> at(step, 0, 3.1, 1)).reason()).contains("3.1 s behind");
  }

  @Test
  void learnsNothingFromTrialThatEndedEarly() {
    Knee knee =
        search(SETTINGS, step -> new Measurement(step.bytesPerSecond(), 4 * MB, 12, 0, 0, ""));
    assertThat(knee.state()).isEqualTo(State.NOT_FOUND);
    assertThat(knee.reason()).endsWith("lasted 12.0 of 20.0 s");
  }

  @Test
  void rejectsMeasurementOfAnotherRateOrAfterEnd() {
    KneeSearch search = KneeSearch.start("ours", KneeSettings.of(CRITERIA, MB, MB));
    Measurement other = new Measurement(2 * MB, 2 * MB, 20, 0, 0, "");
    assertThatThrownBy(() -> search.after(other)).isInstanceOf(IllegalArgumentException.class);
    Measurement good = new Measurement(MB, MB, 60, 0, 0, "");
    KneeSearch ended = search.after(good).after(good);
    assertThat(ended.step()).isEmpty();
    assertThatThrownBy(() -> ended.after(good)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void saysThatUnfinishedSearchIsUnfinished() {
    KneeSearch search = KneeSearch.start("ours", SETTINGS);
    assertThat(search.result().state()).isEqualTo(State.NOT_FOUND);
    KneeSearch held = search.after(new Measurement(4 * MB, 4 * MB, 20, 0, 0, ""));
    assertThat(held.result().state()).isEqualTo(State.AT_LEAST);
    assertThat(held.result().reason()).contains("did not come to its end");
  }
}

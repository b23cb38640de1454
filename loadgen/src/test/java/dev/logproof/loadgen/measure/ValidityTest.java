package dev.logproof.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A run that was not what it was asked to be is never valid. */
class ValidityTest {
  @Test
  void aRunAtItsRateIsValid() {
    assertThat(Validity.objections(9e6, 8.99e6, 0.005, 0, 0.01, 0.1)).isEmpty();
  }

  @Test
  void aRunThatMissedItsRateIsNot() {
    assertThat(Validity.objections(9e6, 8.9e6, 0.005, 0, 0, 0.1)).hasSize(1);
    assertThat(Validity.objections(9e6, 9.1e6, 0.005, 0, 0, 0.1)).hasSize(1);
  }

  @Test
  void aRunThatLeftEventsUnsentIsNot() {
    assertThat(Validity.objections(9e6, 9e6, 0.005, 1, 0, 0.1)).hasSize(1);
  }

  @Test
  void aRunThatNeverCaughtUpIsNot() {
    assertThat(Validity.objections(9e6, 9e6, 0.005, 0, 1.5, 0.1)).hasSize(1);
  }

  @Test
  void aRunThatSentNothingIsNot() {
    assertThat(Validity.objections(9e6, 0, 0.005, 0, 0, 0.1)).isNotEmpty();
  }

  @Test
  void aRunWhoseGeneratorStoodStillIsNotThoughItCaughtUp() {
    assertThat(Validity.objections(9e6, 9e6, 0.005, 0, 0, 3.2))
        .containsExactly(
            "the generator stood still for 3.2 s: starved of processor time, or stopped");
  }
}

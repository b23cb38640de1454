package dev.logproof.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that deviating runs are invalid. */
class ValidityTest {
  private static final Validity.Limits LIMITS =
      new Validity.Limits(0.005, Double.POSITIVE_INFINITY);

  private static List<String> objections(
      double achieved, long unsent, double endLate, double maxLateMillis) {
    return Validity.objections(
        new Validity.Offered(9e6, achieved, unsent, endLate, maxLateMillis, 0.1, 20, 5, 0.1),
        LIMITS);
  }

  private static List<String> objectionsToGenerator(
      double stoodStill, double ownLateMillis, double cpuPercent, double gcPercent) {
    return Validity.objections(
        new Validity.Offered(
            9e6, 9e6, 0, 0, 5_000, stoodStill, ownLateMillis, cpuPercent, gcPercent),
        LIMITS);
  }

  @Test
  void acceptsRunAtItsRate() {
    assertThat(objections(8.99e6, 0, 0.01, 20)).isEmpty();
  }

  @Test
  void rejectsRunThatMissedItsRate() {
    assertThat(objections(8.9e6, 0, 0, 20)).hasSize(1);
    assertThat(objections(9.1e6, 0, 0, 20)).hasSize(1);
  }

  @Test
  void rejectsRunWithUnsentEvents() {
    assertThat(objections(9e6, 1, 0, 20)).containsExactly("1 events were due and never sent");
  }

  @Test
  void rejectsRunThatNeverCaughtUp() {
    assertThat(objections(9e6, 0, 1.5, 1_500)).hasSize(1);
  }

  @Test
  void rejectsRunThatSentNothing() {
    assertThat(objections(0, 0, 0, 20)).isNotEmpty();
  }

  @Test
  void rejectsLateEventsOnlyAboveGivenLimit() {
    assertThat(objections(9e6, 0, 0, 5_000)).isEmpty();
    Validity.Offered late = new Validity.Offered(9e6, 9e6, 0, 0, 250.04, 0.1, 20, 5, 0.1);
    assertThat(Validity.objections(late, new Validity.Limits(0.005, 250)))
        .containsExactly("an event was 250.0 ms late, allowed: 250.0 ms");
    assertThat(Validity.objections(late, new Validity.Limits(0.005, 251))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.2|20|5|0.1|the generator paused for 3.2 s: it had no CPU time or was stopped",
        "0.1|2345|5|0.1|an event was 2345.0 ms late because of the generator, allowed: 2000 ms",
        "0.1|20|97|0.1|the generator used 97 % of all processors for 5 s, allowed: 90 %",
        "0.1|20|5|25|the generator spent 25 % of 5 s in garbage collection, allowed: 10 %"
      })
  void rejectsRunOfOverloadedGenerator(
      double stoodStill, double ownLateMillis, double cpu, double gc, String objection) {
    assertThat(objectionsToGenerator(stoodStill, ownLateMillis, cpu, gc))
        .containsExactly(objection);
  }
}

package dev.logproof.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests arrival distributions at the same rate. */
class ArrivalTest {
  private static final double BYTES_PER_SECOND = 200_000;
  private static final int EVENT_BYTES = 200;
  private static final int EVENTS = 20_000;

  private static long[] dues(Arrival arrival, long seed) {
    DueTimes times = arrival.times(new ByteSchedule(BYTES_PER_SECOND), EVENT_BYTES, seed);
    long[] dues = new long[EVENTS];
    for (int event = 0; event < EVENTS; event++) {
      dues[event] = times.next((long) event * EVENT_BYTES, event == 0 ? 0 : EVENT_BYTES);
    }
    return dues;
  }

  private static long[] gaps(long[] dues) {
    return LongStream.range(1, dues.length).map(i -> dues[(int) i] - dues[(int) i - 1]).toArray();
  }

  @Test
  void spreadsPacedEventsEvenly() {
    assertThat(Arrays.stream(gaps(dues(new Arrival.Paced(), 1))))
        .allSatisfy(gap -> assertThat(gap).isCloseTo(1_000_000L, within(1L)));
  }

  @Test
  void sendsBurstsOfGivenLinesOnePeriodApart() {
    long[] dues = dues(Arrival.parse("bursts:100@30ms"), 7);
    assertThat(Arrays.stream(dues).distinct().count()).isEqualTo(EVENTS / 100);
    for (int event = 0; event < EVENTS; event++) {
      assertThat(dues[event]).isCloseTo(dues[0] + event / 100 * 100_000_000L, within(1L));
    }
    assertThat(dues[0]).isBetween(0L, 100_000_000L);
  }

  @Test
  void startsTheBurstsOfDifferentSourcesAtDifferentTimes() {
    assertThat(dues(Arrival.parse("bursts:100@30ms"), 7)[0])
        .isNotEqualTo(dues(Arrival.parse("bursts:100@30ms"), 8)[0]);
  }

  /** The standard deviation equals the mean; one gap in e exceeds it. */
  @Test
  void drawsExponentialGapsForPoisson() {
    long[] gaps = gaps(dues(Arrival.parse("poisson"), 3));
    double mean = Arrays.stream(gaps).average().orElseThrow();
    double variance = Arrays.stream(gaps).mapToDouble(g -> (g - mean) * (g - mean)).sum() / EVENTS;
    double longer = Arrays.stream(gaps).filter(gap -> gap > mean).count() / (double) EVENTS;
    assertThat(Math.sqrt(variance) / mean).isCloseTo(1, within(0.05));
    assertThat(longer).isCloseTo(Math.exp(-1), within(0.02));
  }

  @Test
  void keepsPoissonArrivalsAtTheRate() {
    long[] dues = dues(Arrival.parse("poisson"), 3);
    for (int event = 0; event < EVENTS; event++) {
      assertThat(dues[event] / 1e6)
          .as("event %d", event)
          .isCloseTo(event, within((double) PoissonTimes.MAX_LINES_AHEAD));
    }
  }

  @Test
  void givesTheSameTimesForTheSameSeed() {
    assertThat(dues(Arrival.parse("poisson"), 3)).isEqualTo(dues(Arrival.parse("poisson"), 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "even", "bursts", "bursts:100", "bursts:0@30ms", "bursts:9@0ms", "bursts:9@3"})
  void rejectsMalformedArrivalWithExpectedForm(String text) {
    assertThatThrownBy(() -> Arrival.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "': expected");
  }
}

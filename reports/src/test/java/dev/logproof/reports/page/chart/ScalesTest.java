package dev.logproof.reports.page.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks are round and cover the values; axes map values in order. */
class ScalesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 9, 3, '0 5 10'",
    "0, 0.95, 5, '0 0.2 0.4 0.6 0.8 1.0'",
    "0, 0.3, 3, '0 0.1 0.2 0.3'",
    "0, 0, 3, '0 0.5 1.0'",
    "0, 170000, 3, '0 100k 200k'",
    "0, 2400000, 3, '0 1M 2M 3M'",
    "0, 12500, 5, '0 5k 10k 15k'",
    "-3, 4, 4, '-4 -2 0 2 4'"
  })
  void choosesRoundTicks(double low, double high, int about, String labels) {
    Ticks ticks = Ticks.covering(low, high, about);
    assertThat(ticks.values().stream().map(ticks::label).toList())
        .containsExactly(labels.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({"0, '0 1'", "1, '0 1'", "3, '0 1 2 3'", "13, '0 5 10 15'"})
  void countsInWholeSteps(double high, String labels) {
    Ticks ticks = Ticks.ofCounts(high, 3);
    assertThat(ticks.values().stream().map(ticks::label).toList())
        .containsExactly(labels.split(" ", -1));
  }

  @RepeatedTest(20)
  void coversAnyRange() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    double low = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4);
    double high = low + Math.pow(10, random.nextInt(12) - 4) * (0.1 + random.nextDouble());
    Ticks ticks = Ticks.covering(low, high, 4);
    assertThat(ticks.low()).as("seed %d", seed).isLessThanOrEqualTo(low + ticks.step() * 1e-6);
    assertThat(ticks.high()).as("seed %d", seed).isGreaterThanOrEqualTo(high - ticks.step() * 1e-6);
    assertThat(ticks.values()).as("seed %d", seed).hasSizeBetween(2, 7).isSorted();
  }

  @Test
  void labelsTimesSinceStart() {
    assertThat(TimeTicks.upTo(95_000, 4).values()).containsExactly(0L, 30_000L, 60_000L, 90_000L);
    assertThat(TimeTicks.upTo(1_767_323_040_000L, 5).values()).hasSizeBetween(2, 6);
    assertThat(TimeTicks.label(95_000)).isEqualTo("1:35");
    assertThat(TimeTicks.label(3_661_000)).isEqualTo("1:01:01");
  }

  @Test
  void mapsValuesAndKeepsThemInside() {
    Axis linear = Axis.linear(0, 10, 100, 0);
    assertThat(linear.at(2.5)).isEqualTo(75);
    assertThat(linear.at(-1)).isEqualTo(100);
    assertThat(linear.at(99)).isEqualTo(0);
    Axis decades = Axis.logarithmic(1, 1000, 0, 300);
    assertThat(decades.at(10)).isCloseTo(100, within(1e-9));
    assertThat(decades.at(0)).isEqualTo(0);
  }

  @Test
  void keepsExtremesOfLongSeries() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      points.add(new Point(i * 1_000L, i == 54_321 ? 99 : i == 12_345 ? -7 : i % 2));
    }
    List<Point> kept = Thinning.of(points, 500);
    assertThat(kept).hasSizeLessThanOrEqualTo(1_000);
    assertThat(kept).contains(points.get(54_321), points.get(12_345));
    assertThat(kept).isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
  }

  @Test
  void breaksLineWhereMeasurementPaused() {
    List<Point> points = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      points.add(new Point(second * 1_000L, 1));
      points.add(new Point(60_000 + second * 1_000L, 1));
    }
    points.sort((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
    assertThat(TimeLine.parts(points)).extracting(List::size).containsExactly(10, 10);
    assertThat(TimeLine.parts(List.of())).allMatch(List::isEmpty);
  }
}

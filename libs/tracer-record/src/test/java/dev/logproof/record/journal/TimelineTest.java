package dev.logproof.record.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Send times are derived from marks about one second apart. */
class TimelineTest {
  private final Timeline timeline = new Timeline(0);

  @Test
  void interpolatesBetweenMarks() {
    Timeline later = new Timeline(1_000);
    later.add(2_000, 10);
    later.add(3_000, 40);
    assertThat(later.millisOf(0)).isEqualTo(1_000);
    assertThat(later.millisOf(5)).isEqualTo(1_500);
    assertThat(later.millisOf(25)).isEqualTo(2_500);
    assertThat(later.millisOf(99)).isEqualTo(3_000);
    assertThat(later.sentBefore(500)).isZero();
    assertThat(later.sentBefore(1_500)).isEqualTo(5);
    assertThat(later.sentBefore(2_000)).isEqualTo(10);
    assertThat(later.sentBefore(9_000)).isEqualTo(40);
  }

  @Test
  void keepsTimeWhileSourceIsIdle() {
    timeline.add(1_000, 0);
    timeline.add(2_000, 10);
    assertThat(timeline.millisOf(0)).isEqualTo(1_000);
  }

  @Test
  void staysAccurateOverOneDay() {
    for (long second = 1; second <= 86_400; second++) {
      timeline.add(second * 1_000, second * 18);
    }
    for (long second = 0; second < 86_400; second += 977) {
      assertThat(timeline.millisOf(second * 18)).isCloseTo(second * 1_000, within(2_000L));
      assertThat(timeline.sentBefore(second * 1_000)).isCloseTo(second * 18, within(40L));
    }
  }
}

package dev.logproof.throughput.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the schedule of a connection. */
class PaceTest {
  private static final long TICK_NANOS = 20_000_000;

  @Test
  void derivesDueEventsFromTime() {
    Pace pace = new Pace(1_000, TICK_NANOS, 0);
    assertThat(pace.dueBy(pace.tickAtNanos(0))).isZero();
    assertThat(pace.dueBy(pace.tickAtNanos(1))).isEqualTo(20);
    assertThat(pace.dueBy(pace.tickAtNanos(3_000))).isEqualTo(60_000);
  }

  @Test
  void shiftsTicksByOffset() {
    Pace later = new Pace(1_000, TICK_NANOS, TICK_NANOS / 2);
    assertThat(later.tickAtNanos(2)).isEqualTo(50_000_000);
    assertThat(later.dueBy(0)).isZero();
    assertThat(later.dueBy(later.tickAtNanos(2))).isEqualTo(40);
  }

  @Test
  void countsEventsDueOnlyAtTicks() {
    Pace pace = new Pace(1_000, TICK_NANOS, TICK_NANOS / 2);
    assertThat(pace.dueAtLastTick(49_999_999)).isEqualTo(20);
    assertThat(pace.dueAtLastTick(50_000_000)).isEqualTo(40);
    assertThat(pace.dueAtLastTick(0)).isZero();
  }
}

package dev.logproof.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that due times depend on event numbers alone. */
class SchedulesTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void schedulesEventAfterPrecedingBytes() {
    ByteSchedule schedule = new ByteSchedule(9e6);
    assertThat(schedule.dueNanos(0)).isZero();
    assertThat(schedule.dueNanos(9_000_000)).isEqualTo(SECOND);
    assertThat(schedule.dueNanos(9_000_000L * 3600 * 24)).isEqualTo(SECOND * 3600 * 24);
  }

  @Test
  void spreadsTracersOfAllSourcesAtRate() {
    long[] dues =
        LongStream.range(0, 8)
            .flatMap(
                source ->
                    LongStream.range(0, 100)
                        .map(n -> new TracerSchedule(18, (int) source, 8).dueNanos(n)))
            .sorted()
            .toArray();
    for (int n = 0; n < dues.length; n++) {
      assertThat(dues[n]).isEqualTo((long) (n / 18.0 * 1e9));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 18, 1000, 33_333.3})
  void countsTracersDueBeforeTime(double perSecond) {
    for (int source = 0; source < 3; source++) {
      TracerSchedule schedule = new TracerSchedule(perSecond, source, 3);
      for (long nanos : new long[] {-1, 0, 1, 55_555_555, SECOND, 10 * SECOND + 1}) {
        long count = schedule.countBefore(nanos);
        assertThat(schedule.dueNanos(count)).isGreaterThanOrEqualTo(Math.max(0, nanos));
        assertThat(count == 0 || schedule.dueNanos(count - 1) < nanos).isTrue();
      }
    }
  }

  @Test
  void schedulesNoTracerAtRateZero() {
    TracerSchedule none = new TracerSchedule(0, 0, 1);
    assertThat(none.dueNanos(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(none.countBefore(Long.MAX_VALUE)).isZero();
  }
}

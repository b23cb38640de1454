package dev.logproof.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.loadgen.schedule.StagedSchedule.Stage;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that bytes and due times are exact inverses. */
class StagedScheduleTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void sendsAreaUnderRamp() {
    StagedSchedule ramp = new StagedSchedule(0, List.of(new Stage(60, 2e6), new Stage(10, 2e6)));
    assertThat(ramp.seconds()).isEqualTo(70);
    assertThat(ramp.bytesBefore(30 * SECOND)).isCloseTo(15e6, within(0.001));
    assertThat(ramp.bytesBefore(60 * SECOND)).isCloseTo(60e6, within(0.001));
    assertThat(ramp.bytesBefore(70 * SECOND)).isCloseTo(80e6, within(0.001));
    assertThat(ramp.dueNanos(15_000_000)).isCloseTo(30 * SECOND, within(1L));
    assertThat(ramp.dueNanos(80_000_000)).isCloseTo(70 * SECOND, within(1L));
  }

  @Test
  void jumpsAtStageOfZeroDuration() {
    StagedSchedule steps =
        new StagedSchedule(1e6, List.of(new Stage(10, 1e6), new Stage(0, 3e6), new Stage(10, 3e6)));
    assertThat(steps.bytesBefore(20 * SECOND)).isEqualTo(40e6);
    assertThat(steps.dueNanos(13_000_000)).isCloseTo(11 * SECOND, within(1L));
  }

  @Test
  void rejectsScheduleWithoutBytes() {
    assertThatThrownBy(() -> new StagedSchedule(0, List.of(new Stage(10, 0))))
        .hasMessageContaining("send nothing");
    assertThatThrownBy(() -> new Stage(-1, 5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void returnsMonotonicDueTimesThatInvertBytes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      StagedSchedule schedule =
          new StagedSchedule(
              random.nextInt(5_000_000),
              Stream.generate(() -> new Stage(random.nextInt(20), 1 + random.nextInt(5_000_000)))
                  .limit(1 + random.nextInt(5))
                  .toList()
                  .stream()
                  .map(stage -> new Stage(stage.seconds() + 1, stage.bytesPerSecond()))
                  .toList());
      double all = schedule.bytesBefore((long) (schedule.seconds() * 1e9));
      long lastNanos = 0;
      for (int step = 0; step <= 100; step++) {
        long bytes = (long) (all * step / 100);
        long nanos = schedule.dueNanos(bytes);
        assertThat(nanos).as("seed %d", seed).isGreaterThanOrEqualTo(lastNanos);
        assertThat(schedule.bytesBefore(nanos))
            .as("seed %d", seed)
            .isCloseTo((double) bytes, within(1.0));
        lastNanos = nanos;
      }
    }
  }

  @Test
  void sendsProportionalShare() {
    StagedSchedule whole = new StagedSchedule(0, List.of(new Stage(10, 1e6)));
    RateSchedule third = whole.share(1.0 / 3);
    assertThat(third.bytesBefore(10 * SECOND)).isCloseTo(5e6 / 3, within(1.0));
    assertThat(third.dueNanos(5_000_000 / 3)).isCloseTo(10 * SECOND, within(10_000L));
  }
}

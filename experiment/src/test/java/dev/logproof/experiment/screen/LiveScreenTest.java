package dev.logproof.experiment.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.Sample;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Text of the live line. */
class LiveScreenTest {
  private static Sample sample(OptionalLong backlog) {
    Sample.Task task = new Sample.Task("aggregator-1", 0.25, 1, OptionalLong.of(8));
    return new Sample("ours", "sweep 9 MB/s", 1, 9e6, 8.5e6, List.of(task, task), backlog);
  }

  @Test
  void showsRatesCpuBacklogLossAndTime() {
    assertThat(LiveScreen.text(sample(OptionalLong.of(1204)), 3, Duration.ofSeconds(185)))
        .isEqualTo(
            "ours, sweep 9 MB/s: offered 9.00, written 8.50 MB/s; 2 tasks, 0.50 cores; 1,204 in"
                + " flight; 3 lost; 3:05 left");
  }

  @Test
  void showsUnknownBacklogAndOverdueTime() {
    assertThat(LiveScreen.text(sample(OptionalLong.empty()), 0, Duration.ofSeconds(-5)))
        .endsWith("? in flight; 0 lost; 0:00 left");
  }
}

package dev.logproof.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests detection of pauses. */
class PauseDetectorTest {
  private final AtomicLong nanos = new AtomicLong(5);

  @Test
  void keepsLongestPause() {
    try (PauseDetector watchdog = new PauseDetector(nanos::get)) {
      nanos.addAndGet(100_000_000);
      watchdog.look();
      assertThat(watchdog.stoodStillSeconds()).isZero();
      nanos.addAndGet(2_600_000_000L);
      watchdog.look();
      nanos.addAndGet(300_000_000);
      watchdog.look();
      assertThat(watchdog.stoodStillSeconds()).isEqualTo(2.5);
    }
  }
}

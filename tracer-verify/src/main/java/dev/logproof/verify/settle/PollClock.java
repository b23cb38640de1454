package dev.logproof.verify.settle;

import dev.logproof.commandline.Termination;
import java.time.Clock;
import java.time.Instant;

/** Clock and stop signal of the settle loop; replaced in tests. Confined to the main thread. */
public interface PollClock {
  /** Current time. */
  Instant now();

  /** Waits at most {@code millis}; returns true if a signal has arrived. */
  boolean pause(long millis) throws InterruptedException;

  /** True once a signal has arrived. */
  boolean isStopped();

  /** Uses the system clock and this process's signals. */
  static PollClock real() {
    return new PollClock() {
      private final Clock clock = Clock.systemUTC();

      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public boolean pause(long millis) throws InterruptedException {
        return Termination.shared().await(millis);
      }

      @Override
      public boolean isStopped() {
        return Termination.shared().isRequested();
      }
    };
  }
}

package dev.logproof.verify;

import dev.logproof.commandline.Termination;
import java.time.Clock;
import java.time.Instant;

/** Time as settling sees it, so that a test need not wait. Used by the main thread. */
interface PollClock {
  /** What time it is. */
  Instant now();

  /** Waits at most {@code millis}; true when a signal has arrived. */
  boolean pause(long millis) throws InterruptedException;

  /** True once a signal has arrived. */
  boolean isStopped();

  /** The machine's clock and this process's signals. */
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

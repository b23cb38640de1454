package dev.logproof.localaws.stream;

import java.time.Instant;

/**
 * Injected clock: wall-clock time for object names, and monotonic time for intervals, which must
 * not be affected by clock adjustments.
 */
public interface StreamClock {
  /** System clock. */
  StreamClock SYSTEM =
      new StreamClock() {
        @Override
        public Instant instant() {
          return Instant.now();
        }

        @Override
        public long nanoTime() {
          return System.nanoTime();
        }
      };

  /** Wall-clock time. */
  Instant instant();

  /** Monotonic time in nanoseconds from an arbitrary origin. */
  long nanoTime();
}

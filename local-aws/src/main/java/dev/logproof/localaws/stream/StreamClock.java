package dev.logproof.localaws.stream;

import java.time.Instant;

/**
 * Wall-clock time for object names; monotonic time for intervals, which clock adjustments must not
 * affect.
 */
public interface StreamClock {
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

  /** Returns monotonic nanoseconds. */
  long nanoTime();
}

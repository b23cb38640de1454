package dev.logproof.localaws.stream;

import java.time.Instant;

/**
 * The time, injected: the instants that name objects, and the nanoseconds that measure intervals,
 * which a step of the system's clock must not touch.
 */
public interface StreamClock {
  /** The system's. */
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

  /** The time of day. */
  Instant instant();

  /** A time that only grows, from an arbitrary origin. */
  long nanoTime();
}

package dev.logproof.system;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what another process does in its own time. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private Eventually() {}

  /** Something that may be read again. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /** The first reading that is {@code enough}, or the last one when patience ends. */
  static <T> T has(Reading<T> reading, Predicate<T> enough) throws IOException {
    return has(reading, enough, PATIENCE);
  }

  /** The first reading that is {@code enough}, or the last one when {@code patience} ends. */
  static <T> T has(Reading<T> reading, Predicate<T> enough, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    T value = reading.read();
    while (!enough.test(value) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL.toNanos());
      value = reading.read();
    }
    return value;
  }
}

package dev.logproof.system.support;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Polls for the effects of other processes. */
public final class Eventually {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private Eventually() {}

  /** A repeatable reading. */
  public interface Reading<T> {
    T read() throws IOException;
  }

  /** First value that satisfies {@code enough}, or the last one after the time limit. */
  public static <T> T has(Reading<T> reading, Predicate<T> enough) throws IOException {
    long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
    T value = reading.read();
    while (!enough.test(value) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL.toNanos());
      value = reading.read();
    }
    return value;
  }
}

package dev.logproof.aggregator.output;

import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.FlushMode;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long a new chunk may stay open, by {@code flush_mode} and time key. Stateless. */
final class FlushDelay {
  /** Collects late events of a slice that is over, as Fluentd does between two looks. */
  static final long LATE_MILLIS = 1_000;

  static final long NEVER_MILLIS = TimeUnit.DAYS.toMillis(3_650);

  private FlushDelay() {}

  /** Returns the delay from now for a chunk of the slice that starts at {@code epochSeconds}. */
  static LongSupplier of(BufferConfig buffer, long epochSeconds, InstantSource clock) {
    if (buffer.flushMode() == FlushMode.IMMEDIATE) {
      return () -> 1;
    }
    long intervalMillis =
        buffer.flushMode() == FlushMode.INTERVAL ? buffer.flushIntervalMillis() : NEVER_MILLIS;
    if (buffer.keys().time().isNone()) {
      return () -> intervalMillis;
    }
    long dueMillis =
        TimeUnit.SECONDS.toMillis(epochSeconds + buffer.keys().time().seconds())
            + buffer.keys().time().waitMillis();
    return () -> Math.min(intervalMillis, Math.max(LATE_MILLIS, dueMillis - clock.millis()));
  }
}

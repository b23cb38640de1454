package dev.logproof.localaws;

import dev.logproof.localaws.stream.StreamClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock whose intervals elapse only on request. Thread-safe. */
public final class ManualClock implements StreamClock {
  private final Instant instant;
  private final AtomicLong nanos = new AtomicLong(-5);

  /** Stops the clock at {@code instant}. */
  public ManualClock(Instant instant) {
    this.instant = instant;
  }

  /** Advances the monotonic time. */
  public void pass(Duration interval) {
    nanos.addAndGet(interval.toNanos());
  }

  @Override
  public Instant instant() {
    return instant;
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }
}

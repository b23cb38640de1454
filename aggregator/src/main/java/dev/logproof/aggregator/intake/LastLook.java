package dev.logproof.aggregator.intake;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Looks for data right before a reset. A thread that loses its processor after a look would reset
 * on what is milliseconds old, so it looks again after each look that took long. Confined to one
 * event loop.
 */
final class LastLook {
  /** Some ten times what a look takes. */
  static final long STALE_NANOS = 100_000;

  /** On a machine so busy that every look takes long, the last one decides. */
  static final int MOST_LOOKS = 10;

  private final BooleanSupplier readMore;
  private final LongSupplier nanoTime;
  private long lookedNanos;

  /** {@code readMore} reads what there is; false when there is nothing. */
  LastLook(BooleanSupplier readMore, LongSupplier nanoTime) {
    this.readMore = readMore;
    this.nanoTime = nanoTime;
  }

  /** Returns true if data was read; after false, the reset should follow at once. */
  boolean findsData() {
    for (int look = 0; look < MOST_LOOKS; look++) {
      lookedNanos = nanoTime.getAsLong();
      if (readMore.getAsBoolean()) {
        return true;
      }
      if (ageNanos() < STALE_NANOS) {
        return false;
      }
    }
    return false;
  }

  /** Returns the time since the last look began. */
  long ageNanos() {
    return nanoTime.getAsLong() - lookedNanos;
  }
}

package dev.logproof.localaws.limits;

import java.util.function.LongSupplier;

/**
 * Holds at most {@code capacity} tokens, refilled at a steady rate. Confined to whoever holds the
 * stream's lock; time is a number the caller injects, in nanoseconds.
 */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double tokensPerSecond;
  private final double capacity;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filledNanos;

  /** A full bucket. */
  TokenBucket(double tokensPerSecond, double capacity, LongSupplier nanoTime) {
    this.tokensPerSecond = tokensPerSecond;
    this.capacity = capacity;
    this.nanoTime = nanoTime;
    this.tokens = capacity;
    this.filledNanos = nanoTime.getAsLong();
  }

  boolean holds(double wanted) {
    refill();
    return tokens >= wanted;
  }

  void take(double wanted) {
    tokens -= wanted;
  }

  private void refill() {
    long now = nanoTime.getAsLong();
    double earned = (now - filledNanos) / NANOS_PER_SECOND * tokensPerSecond;
    tokens = Math.min(capacity, tokens + earned);
    filledNanos = now;
  }
}

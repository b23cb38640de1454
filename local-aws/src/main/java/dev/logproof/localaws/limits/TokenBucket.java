package dev.logproof.localaws.limits;

import java.util.function.LongSupplier;

/**
 * A token bucket with a constant refill rate; the caller injects the time. Guarded by the stream's
 * lock.
 */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double tokensPerSecond;
  private final double capacity;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filledNanos;

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

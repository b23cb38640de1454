package dev.logproof.aggregator.config;

/**
 * When to give up a request whose records Firehose keeps refusing. Both limits count from the last
 * progress.
 *
 * @param maxTimes largest number of retries; {@link Integer#MAX_VALUE} for no limit
 * @param timeoutMillis longest total wait; {@link Long#MAX_VALUE} for no limit
 */
public record RetryLimit(int maxTimes, long timeoutMillis) {
  /** {@code retry_forever}: the default here, because giving up loses events. */
  public static final RetryLimit NONE = new RetryLimit(Integer.MAX_VALUE, Long.MAX_VALUE);

  /** Returns whether retries never end. */
  public boolean isNone() {
    return equals(NONE);
  }
}

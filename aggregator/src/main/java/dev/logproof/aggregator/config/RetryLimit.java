package dev.logproof.aggregator.config;

/**
 * When a request is given up whose records Firehose keeps refusing; both count from the last
 * progress.
 *
 * @param maxTimes retries at most; {@link Integer#MAX_VALUE} for no such limit
 * @param timeoutMillis time at most; {@link Long#MAX_VALUE} for no such limit
 */
public record RetryLimit(int maxTimes, long timeoutMillis) {
  /** {@code retry_forever}: the default here, as giving up loses events. */
  public static final RetryLimit NONE = new RetryLimit(Integer.MAX_VALUE, Long.MAX_VALUE);

  /** True when nothing is ever given up. */
  public boolean isNone() {
    return equals(NONE);
  }
}

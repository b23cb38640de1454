package dev.logproof.aggregator.config;

/**
 * Limits for a request whose records Firehose keeps refusing, counted from the last progress.
 *
 * @param timeoutMillis longest total wait
 */
public record RetryLimit(int maxTimes, long timeoutMillis) {
  /** {@code retry_forever}: the default, because giving up loses events. */
  public static final RetryLimit NONE = new RetryLimit(Integer.MAX_VALUE, Long.MAX_VALUE);

  /** Returns whether retries never end. */
  public boolean isNone() {
    return equals(NONE);
  }
}

package dev.logproof.aggregator.config;

/** Treatment of new events when a buffer reaches {@code total_limit_size}. */
public enum OverflowAction {
  /** Stop reading from the buffer's connections; nothing is lost. */
  BLOCK,
  /** Reject the new events. */
  THROW_EXCEPTION,
  /** Drop the oldest sealed chunk and accept the new events. */
  DROP_OLDEST_CHUNK
}

package dev.logproof.aggregator.config;

/** What happens to new events when a buffer reaches {@code total_limit_size}. */
public enum OverflowAction {
  /** Stop reading from the connections that feed the buffer; nothing is lost. */
  BLOCK,
  /** Reject the new events, counted by cause. */
  THROW_EXCEPTION,
  /** Drop the oldest sealed chunk, counted by cause, and accept the new events. */
  DROP_OLDEST_CHUNK
}

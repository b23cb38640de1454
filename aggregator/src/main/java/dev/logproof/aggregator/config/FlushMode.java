package dev.logproof.aggregator.config;

/** When an open chunk is sent that is not full. */
public enum FlushMode {
  /** After {@code flush_interval}; with a time key, at the latest when its slice is over. */
  INTERVAL,
  /** When its time slice is over; without a time key, only when it is full or the task stops. */
  LAZY,
  /** At once. */
  IMMEDIATE
}

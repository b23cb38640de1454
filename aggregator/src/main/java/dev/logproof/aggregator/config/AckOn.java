package dev.logproof.aggregator.config;

/** The event that triggers a requested acknowledgement. */
public enum AckOn {
  /** Firehose accepted every event of the frame. */
  DELIVERED,
  /** The events are in a file buffer: they survive the loss of the process, not of its disk. */
  SPOOLED,
  /** The events are in memory, as in Fluentd: they are lost with the process. */
  BUFFERED
}

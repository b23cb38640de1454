package dev.logproof.aggregator.config;

/** The event that triggers an acknowledgement, for clients that request one. */
public enum AckOn {
  /** Firehose accepted every event of the frame: the events survive the loss of this process. */
  DELIVERED,
  /**
   * The events are safe in a file buffer: they survive the loss of this process, not of its disk.
   */
  SPOOLED,
  /** The events are in memory, as in Fluentd: they are lost with this process. */
  BUFFERED
}

package dev.logproof.aggregator.config;

/** The moment at which a client that asked for an acknowledgement gets it. */
public enum AckOn {
  /** After Firehose accepted every record of the chunk: survives the loss of this process. */
  DELIVERED,
  /** Once the events are safe on the disk of a file buffer: survives this process, not its disk. */
  SPOOLED,
  /** Once the events are in memory, as Fluentd does: lost with this process. */
  BUFFERED
}

package dev.logproof.throughput.event;

/** How events are put into frames of the forward protocol. */
public enum Mode {
  /** One event a message, as Docker's driver sends them. */
  MESSAGE,
  /** Many in a frame, as other aggregators send them. */
  PACKED
}

package dev.logproof.throughput.event;

/** How events are framed in the forward protocol. */
public enum Mode {
  /** One event per message, as Docker's driver sends it. */
  MESSAGE,
  /** Many events per frame, as other aggregators send them. */
  PACKED
}

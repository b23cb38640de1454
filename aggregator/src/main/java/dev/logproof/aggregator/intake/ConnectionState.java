package dev.logproof.aggregator.intake;

/** Lifecycle of a connection. States follow in this order; some are skipped. */
enum ConnectionState {
  /** Frames are read while outputs and memory allow. */
  OPEN,
  /** Moves to another task; frames are read as before until a reset in a silence. */
  LEAVING,
  /** The task stops; frames are read until a reset in a silence. */
  DRAINING,
  /** The task stops; nothing is read, and requested acknowledgements are sent. */
  AWAITING_ACKS,
  /** Acknowledgements and the end of the stream are sent; input is discarded. */
  HALF_CLOSED,
  CLOSED;

  ConnectionState to(ConnectionState next) {
    if (next.compareTo(this) <= 0) {
      throw new IllegalStateException(this + " cannot become " + next);
    }
    return next;
  }

  boolean mayBringEvents() {
    return this == OPEN || this == LEAVING || this == DRAINING;
  }

  /** False at a stop: the kernel's buffer is read even while outputs are full. */
  boolean waitsForRoom() {
    return this == OPEN || this == LEAVING;
  }

  /** True if the connection ends in a silence or, if requested, after its acknowledgements. */
  boolean isEnding() {
    return this == LEAVING || this == DRAINING;
  }
}

package dev.logproof.aggregator.intake;

/**
 * Lifecycle of a client's connection. States follow each other in this order; some are skipped.
 * Immutable.
 */
enum ConnectionState {
  /** Frames are read while outputs and memory allow. */
  OPEN,
  /** The task stops; frames are read until the connection is reset in a silence. */
  DRAINING,
  /** The task stops; nothing is read, and requested acknowledgements are sent as they come. */
  AWAITING_ACKS,
  /** All acknowledgements and the end of the stream are sent; input is discarded. */
  HALF_CLOSED,
  /** The connection has ended. */
  CLOSED;

  /**
   * Returns the next state.
   *
   * @throws IllegalStateException when {@code next} does not come after this state
   */
  ConnectionState to(ConnectionState next) {
    if (next.compareTo(this) <= 0) {
      throw new IllegalStateException(this + " cannot become " + next);
    }
    return next;
  }

  /** True while frames of the client are taken. */
  boolean mayBringEvents() {
    return this == OPEN || this == DRAINING;
  }
}

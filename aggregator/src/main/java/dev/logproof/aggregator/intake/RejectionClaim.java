package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.metrics.RejectCause;

/** Tells the caller of an output that one event was rejected. Confined to one event loop. */
final class RejectionClaim implements RejectedEvents {
  private State state = State.OFF;
  private RejectCause cause = RejectCause.NOT_CONVERTIBLE;

  private enum State {
    /** Events are not followed. */
    OFF,
    FOLLOWED,
    REJECTED
  }

  /** Claims the next event if it is rejected before {@link #ends}. */
  void begin() {
    state = State.FOLLOWED;
  }

  /** Returns whether the event was rejected. */
  boolean ends() {
    boolean rejected = state == State.REJECTED;
    state = State.OFF;
    return rejected;
  }

  /** Returns why the last event was rejected. */
  RejectCause cause() {
    return cause;
  }

  @Override
  public boolean claim(RejectCause why) {
    if (state == State.OFF) {
      return false;
    }
    state = State.REJECTED;
    cause = why;
    return true;
  }
}

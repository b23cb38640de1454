package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.RejectCause;

/** Takes events that an output rejects before it buffers them. Confined to one event loop. */
public interface RejectedEvents {
  /** Takes none. */
  RejectedEvents NONE = cause -> false;

  /**
   * Offers the event that the output is taking.
   *
   * @return true if the event goes elsewhere and is counted there
   */
  boolean claim(RejectCause cause);
}

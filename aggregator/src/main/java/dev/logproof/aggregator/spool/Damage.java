package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.metrics.LeftOnDisk;

/**
 * Undeliverable parts of a spool file.
 *
 * @param events events in damaged entries with intact headers
 * @param isUncounted whether there are damaged bytes without an intact header
 */
record Damage(long events, boolean isUncounted) {
  static final Damage NONE = new Damage(0, false);

  boolean isNone() {
    return events == 0 && !isUncounted;
  }

  /** Returns what of the file no task delivers. */
  LeftOnDisk left() {
    return new LeftOnDisk(0, events, isUncounted ? 1 : 0);
  }

  Damage plus(long moreEvents) {
    return new Damage(events + moreEvents, isUncounted);
  }

  Damage uncounted() {
    return new Damage(events, true);
  }
}

package dev.logproof.aggregator.spool;

/**
 * What of a spool file cannot be delivered. Immutable.
 *
 * @param events in damaged entries whose headers are intact
 * @param isUncounted true when there are damaged bytes of which no header is left
 */
record Damage(long events, boolean isUncounted) {
  static final Damage NONE = new Damage(0, false);

  boolean isNone() {
    return events == 0 && !isUncounted;
  }

  Damage plus(long moreEvents) {
    return new Damage(events + moreEvents, isUncounted);
  }

  Damage uncounted() {
    return new Damage(events, true);
  }
}

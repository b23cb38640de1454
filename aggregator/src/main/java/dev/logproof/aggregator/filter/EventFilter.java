package dev.logproof.aggregator.filter;

/** One filter for the events of one tag. Confined to one event loop. */
interface EventFilter {
  /**
   * Edits the event, or changes nothing and throws.
   *
   * @return false to drop the event
   * @throws FilterFailedException when the event goes to {@code <label @ERROR>}
   */
  boolean apply(EventInWork event);
}

package dev.logproof.aggregator.filter;

/** Reads fields from a value. Confined to one event loop. */
interface TextParser {
  /**
   * Adds the fields to {@link EventInWork#parsed}, which is empty.
   *
   * @return false when the value does not have the format
   * @throws FilterFailedException when the value is of another type, or broken
   */
  boolean parse(EventInWork event, ValueRef raw);
}

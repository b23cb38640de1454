package dev.logproof.aggregator.filter;

/**
 * A filter cannot be applied to an event; in Ruby, it would raise. Has no stack trace, since
 * clients control how often it is thrown.
 */
final class FilterFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FilterFailedException(String reason) {
    super(reason, null, false, false);
  }
}

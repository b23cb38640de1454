package dev.logproof.aggregator.transcode;

/**
 * The JSON of a value is longer than its destination accepts. Thrown as soon as the limit is
 * exceeded, so that a small event that escapes enlarge sixfold takes no more memory than a record
 * may have. Has no stack trace, since clients control how often it is thrown.
 */
public final class ValueTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ValueTooLongException() {
    super("longer than the destination accepts", null, false, false);
  }
}

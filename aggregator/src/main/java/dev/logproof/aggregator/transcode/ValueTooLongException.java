package dev.logproof.aggregator.transcode;

/**
 * The JSON of a value is too long for its destination. Thrown as soon as the limit is exceeded,
 * which bounds memory. Has no stack trace, since clients control how often it is thrown.
 */
public final class ValueTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception without a stack trace. */
  public ValueTooLongException() {
    super("longer than the destination accepts", null, false, false);
  }
}

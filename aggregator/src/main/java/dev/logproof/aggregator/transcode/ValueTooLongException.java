package dev.logproof.aggregator.transcode;

/**
 * The JSON of a value is longer than its destination takes. Thrown as soon as that shows, so that a
 * small event that grows sixfold by escapes takes no more memory than a record may have. Without a
 * stack trace, since clients decide how often it happens.
 */
public final class ValueTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ValueTooLongException() {
    super("longer than the destination takes", null, false, false);
  }
}

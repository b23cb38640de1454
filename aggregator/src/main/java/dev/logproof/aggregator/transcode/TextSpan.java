package dev.logproof.aggregator.transcode;

/**
 * Finds the text of a msgpack str with a header of at most three bytes, the common ones, as one
 * number: a start (upper half) and an end (lower half). Stateless.
 */
public final class TextSpan {
  /** Another value. */
  public static final int NONE = -1;

  private static final int FIXED_STR = 0xa0;
  private static final int STR_8 = (byte) 0xd9;
  private static final int STR_16 = (byte) 0xda;

  private TextSpan() {}

  /**
   * Returns the text of the value at {@code at}, or {@link #NONE}. Without a check whether the
   * value ends in time, so {@link Words#SLACK_BYTES} must follow values that are not trusted.
   */
  public static long at(byte[] in, int at) {
    int head = in[at];
    if ((head & 0xe0) == FIXED_STR) {
      return of(at + 1, at + 1 + (head & 0x1f));
    } else if (head == STR_8) {
      return of(at + 2, at + 2 + (in[at + 1] & 0xff));
    } else if (head == STR_16) {
      return of(at + 3, at + 3 + (Words.shortBe(in, at + 1) & 0xffff));
    }
    return NONE;
  }

  /** Returns a span; negative when {@code text} is. */
  public static long of(int text, int end) {
    return (long) text << Integer.SIZE | end;
  }

  /** Returns the start of the text. */
  public static int start(long span) {
    return (int) (span >>> Integer.SIZE);
  }

  /** Returns the end of the text. */
  public static int end(long span) {
    return (int) span;
  }
}

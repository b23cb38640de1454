package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * The bytes of one event in an array with {@link Words#SLACK_BYTES} behind them: the buffer's own
 * array where it has one with so much room, else a copy, which costs less than to look at every
 * byte through the buffer. The array kept for that grows to what events need, but not beyond {@link
 * #MAX_KEPT_BYTES}. Confined to one event loop.
 */
final class EventBytes {
  private static final int MIN_KEPT_BYTES = 4 * 1024;

  /** No Firehose record is larger. */
  private static final int MAX_KEPT_BYTES = 1024 * 1024;

  private byte[] kept = new byte[MIN_KEPT_BYTES];
  private byte[] bytes = kept;
  private int from;

  /**
   * Looks at {@code length} bytes from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException when {@code buffer} does not hold so many
   */
  void open(ByteBuf buffer, int offset, int length) {
    if (offset < 0 || length < 0 || length > buffer.writerIndex() - offset) {
      throw new IndexOutOfBoundsException(
          "offset " + offset + ", length " + length + " of " + buffer.writerIndex() + " bytes");
    }
    if (buffer.hasArray()) {
      int at = buffer.arrayOffset() + offset;
      if (buffer.array().length - at - length >= Words.SLACK_BYTES) {
        bytes = buffer.array();
        from = at;
        return;
      }
    }
    bytes = room(length + Words.SLACK_BYTES);
    from = 0;
    buffer.getBytes(offset, bytes, 0, length);
  }

  /** Lets go of what is not kept. */
  void close() {
    bytes = kept;
  }

  /** Holds the event from {@link #from} on. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  private byte[] room(int wanted) {
    if (wanted <= kept.length) {
      return kept;
    }
    byte[] larger = new byte[Math.max(wanted, 2 * kept.length)];
    if (larger.length <= MAX_KEPT_BYTES) {
      kept = larger;
    }
    return larger;
  }
}

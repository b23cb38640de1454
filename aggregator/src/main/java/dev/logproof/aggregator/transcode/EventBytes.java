package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * Bytes of one event in an array, followed by {@link Words#SLACK_BYTES}. Uses the buffer's own
 * array if it has that slack, and a copy otherwise, which is cheaper than reading each byte through
 * the buffer. The reused array grows with the events up to {@link #MAX_KEPT_BYTES}. Confined to one
 * event loop.
 */
final class EventBytes {
  private static final int MIN_KEPT_BYTES = 4 * 1024;

  /** Largest array kept for reuse; no Firehose record is larger. */
  private static final int MAX_KEPT_BYTES = 1024 * 1024;

  private byte[] kept = new byte[MIN_KEPT_BYTES];
  private byte[] bytes = kept;
  private int from;

  /**
   * Makes {@code length} bytes from {@code offset} on available.
   *
   * @throws IndexOutOfBoundsException if {@code buffer} holds fewer bytes
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

  /** Drops arrays that are not reused. */
  void close() {
    bytes = kept;
  }

  /** Returns an array that contains the event from {@link #from} on. */
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

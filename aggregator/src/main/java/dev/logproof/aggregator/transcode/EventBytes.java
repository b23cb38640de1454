package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * Bytes of one event in an array, followed by {@link Words#SLACK_BYTES}. Copies only buffers
 * without that slack, which is cheaper than reading through them. Confined to one event loop.
 */
public final class EventBytes {
  private static final int MIN_KEPT_BYTES = 4 * 1024;

  /** No Firehose record is larger. */
  private static final int MAX_KEPT_BYTES = 1024 * 1024;

  private byte[] kept = new byte[MIN_KEPT_BYTES];
  private byte[] bytes = kept;
  private int from;

  /** Makes the event available until {@link #close}. */
  public void open(ByteBuf buffer, int offset, int length) {
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

  /** Lets the buffer go. */
  public void close() {
    bytes = kept;
  }

  /** Returns the array in which the event starts at {@link #from}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the start of the event. */
  public int from() {
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

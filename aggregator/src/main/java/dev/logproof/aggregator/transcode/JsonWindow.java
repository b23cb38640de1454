package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * Assembles JSON in a small array, because array accesses compile to plain loads and stores.
 * Callers request room first, and may write {@link Words#SLACK_BYTES} beyond their output. Confined
 * to one event loop.
 */
final class JsonWindow {
  private static final int WINDOW_BYTES = 32 * 1024;

  private final byte[] bytes = new byte[WINDOW_BYTES + Words.SLACK_BYTES];
  private int at;
  private int leftBytes;

  /** The contents are valid up to {@link #at}. */
  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  void at(int end) {
    at = end;
  }

  /** Limits the total output to {@code maxBytes}. */
  void clear(int maxBytes) {
    at = 0;
    leftBytes = maxBytes;
  }

  void room(int wanted, ByteBuf out) {
    if (!hasRoom(wanted)) {
      flush(out);
    }
  }

  boolean hasRoom(long wanted) {
    return wanted <= WINDOW_BYTES - at;
  }

  /**
   * Flushes to {@code out}.
   *
   * @throws ValueTooLongException if the total since {@link #clear} exceeds the limit
   */
  void flush(ByteBuf out) {
    take(at);
    out.writeBytes(bytes, 0, at);
    at = 0;
  }

  /** Counts output, written through this window or directly. */
  void take(int count) {
    leftBytes -= count;
    if (leftBytes < 0) {
      throw new ValueTooLongException();
    }
  }

  void put(int value) {
    bytes[at++] = (byte) value;
  }

  void putInt(int value) {
    Words.intBe(bytes, at, value);
    at += Integer.BYTES;
  }
}

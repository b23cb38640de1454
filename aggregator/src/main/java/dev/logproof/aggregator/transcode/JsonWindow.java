package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * Buffer for JSON before it is copied to a chunk. JSON is assembled in a small array, because array
 * accesses compile to plain loads and stores. It is copied once per event, or more often if it does
 * not fit. Callers request room first, and may write {@link Words#SLACK_BYTES} beyond their output.
 * Confined to one event loop.
 */
final class JsonWindow {
  private static final int WINDOW_BYTES = 32 * 1024;

  private final byte[] bytes = new byte[WINDOW_BYTES + Words.SLACK_BYTES];
  private int at;
  private int leftBytes;

  /** Returns the array, whose contents are valid up to {@link #at}. */
  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  /** Sets the end of the output. */
  void at(int end) {
    at = end;
  }

  /** Resets the window; refuses more than {@code maxBytes} from now on. */
  void clear(int maxBytes) {
    at = 0;
    leftBytes = maxBytes;
  }

  /** Makes room for {@code wanted} bytes; flushes to {@code out} if needed. */
  void room(int wanted, ByteBuf out) {
    if (!hasRoom(wanted)) {
      flush(out);
    }
  }

  /** Returns true if {@code wanted} bytes fit without a flush. */
  boolean hasRoom(long wanted) {
    return wanted <= WINDOW_BYTES - at;
  }

  /**
   * Copies the contents to {@code out}.
   *
   * @throws ValueTooLongException if the total since {@link #clear} exceeds the limit
   */
  void flush(ByteBuf out) {
    take(at);
    out.writeBytes(bytes, 0, at);
    at = 0;
  }

  /** Counts {@code count} bytes of output, written through this window or directly. */
  void take(int count) {
    leftBytes -= count;
    if (leftBytes < 0) {
      throw new ValueTooLongException();
    }
  }

  /** Appends a byte, for which there must be room. */
  void put(int value) {
    bytes[at++] = (byte) value;
  }

  /** Appends four bytes in big-endian order, for which there must be room. */
  void putInt(int value) {
    Words.intBe(bytes, at, value);
    at += Integer.BYTES;
  }
}

package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * JSON on its way to a chunk. It is put together in a small array, because the compiler turns
 * accesses to arrays into plain loads and stores, and goes to the chunk by one copy an event, or
 * more when it does not fit. Whoever writes asks for room first, and may write {@link
 * Words#SLACK_BYTES} beyond what counts. Confined to one event loop.
 */
final class JsonWindow {
  private static final int WINDOW_BYTES = 32 * 1024;

  private final byte[] bytes = new byte[WINDOW_BYTES + Words.SLACK_BYTES];
  private int at;
  private int leftBytes;

  /** What is put together here, up to {@link #at}. */
  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  /** What was written ends here. */
  void at(int end) {
    at = end;
  }

  /** Starts anew; more than {@code maxBytes} are refused. */
  void clear(int maxBytes) {
    at = 0;
    leftBytes = maxBytes;
  }

  /** Makes room for {@code wanted} bytes, by passing on to {@code out} what is there if need be. */
  void room(int wanted, ByteBuf out) {
    if (!hasRoom(wanted)) {
      flush(out);
    }
  }

  /** True when {@code wanted} bytes have room without passing on any. */
  boolean hasRoom(long wanted) {
    return wanted <= WINDOW_BYTES - at;
  }

  /**
   * Passes on what is there.
   *
   * @throws ValueTooLongException when that is more, with what was passed on before, than is
   *     allowed
   */
  void flush(ByteBuf out) {
    take(at);
    out.writeBytes(bytes, 0, at);
    at = 0;
  }

  /** {@code count} bytes are passed on, by this window or past it. */
  void take(int count) {
    leftBytes -= count;
    if (leftBytes < 0) {
      throw new ValueTooLongException();
    }
  }

  /** Appends a byte for which there is room. */
  void put(int value) {
    bytes[at++] = (byte) value;
  }

  /** Appends four bytes for which there is room, the highest first. */
  void putInt(int value) {
    Words.intBe(bytes, at, value);
    at += Integer.BYTES;
  }
}

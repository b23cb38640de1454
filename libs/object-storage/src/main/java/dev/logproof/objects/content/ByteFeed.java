package dev.logproof.objects.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Buffered input with lookahead and push-back. Large reads bypass the buffer, which avoids a copy.
 * Confined to one thread.
 */
final class ByteFeed extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final byte[] NONE = {};

  private InputStream in;
  private byte[] bytes = NONE;
  private int at;
  private int end;
  private boolean ended;

  ByteFeed(InputStream in) {
    this.in = in;
  }

  /** Keeps the buffer. */
  void reset(InputStream other) {
    in = other;
    at = 0;
    end = 0;
    ended = false;
  }

  /** Unread bytes are at {@code [start(), end())}. */
  byte[] buffer() {
    return bytes;
  }

  int start() {
    return at;
  }

  int end() {
    return end;
  }

  int buffered() {
    return end - at;
  }

  /** True when no bytes follow those in the buffer. */
  boolean isEnded() {
    return ended;
  }

  void skipBuffered(int count) {
    at += count;
  }

  /** Pushes the last {@code count} bytes back. */
  void giveBack(int count) {
    at -= count;
  }

  /** Buffers at least {@code count} bytes, or all that remain; returns the number buffered. */
  int ensure(int count) throws IOException {
    if (buffered() < count && !ended) {
      makeRoom(Math.max(count, BUFFER_BYTES));
      while (buffered() < count && !ended) {
        int read = in.read(bytes, end, bytes.length - end);
        ended = read < 0;
        end += Math.max(0, read);
      }
    }
    return buffered();
  }

  private void makeRoom(int capacity) {
    byte[] to = bytes.length < capacity ? new byte[capacity] : bytes;
    System.arraycopy(bytes, at, to, 0, end - at);
    end -= at;
    at = 0;
    bytes = to;
  }

  /** Pushes {@code [from, to)} of {@code taken} back. */
  void unread(byte[] taken, int from, int to) {
    int count = to - from;
    byte[] all = bytes.length < buffered() + count ? new byte[buffered() + count] : bytes;
    System.arraycopy(bytes, at, all, count, buffered());
    System.arraycopy(taken, from, all, 0, count);
    end = count + buffered();
    at = 0;
    bytes = all;
  }

  /**
   * Reads at least {@code atLeast} bytes, or all that remain, first from the buffer, then from the
   * input.
   */
  int readDirect(byte[] into, int offset, int length, int atLeast) throws IOException {
    int count = take(into, offset, length);
    while (count < atLeast && !ended) {
      int read = in.read(into, offset + count, length - count);
      ended = read < 0;
      count += Math.max(0, read);
    }
    return count;
  }

  private int take(byte[] into, int offset, int length) {
    int count = Math.min(length, buffered());
    System.arraycopy(bytes, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public int read() throws IOException {
    return ensure(1) == 0 ? -1 : bytes[at++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    return ensure(1) == 0 ? -1 : take(into, offset, length);
  }

  /** {@code what} names the content in the error message. */
  byte[] exactly(int count, String what) throws IOException {
    if (ensure(count) < count) {
      throw new UnreadableContentException(what + " is cut");
    }
    byte[] taken = Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return taken;
  }

  void skipExactly(long count, String what) throws IOException {
    long left = count;
    while (left > 0) {
      if (ensure(1) == 0) {
        throw new UnreadableContentException(what + " is cut");
      }
      int skipped = (int) Math.min(left, buffered());
      at += skipped;
      left -= skipped;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

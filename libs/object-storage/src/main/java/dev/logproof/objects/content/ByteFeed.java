package dev.logproof.objects.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Bytes of one level of compression, some of which can be looked at ahead and given back. Large
 * reads go past the buffer, so that bytes which nobody looked ahead at are not copied. The buffer
 * is made when it is first needed. Confined to one thread.
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

  /** Starts again with {@code other}; the buffer is kept. */
  void reset(InputStream other) {
    in = other;
    at = 0;
    end = 0;
    ended = false;
  }

  /** The buffer, whose {@code [start(), end())} come next. */
  byte[] buffer() {
    return bytes;
  }

  int start() {
    return at;
  }

  int end() {
    return end;
  }

  /** How many bytes are in the buffer. */
  int buffered() {
    return end - at;
  }

  /** True when nothing comes after what is in the buffer. */
  boolean isEnded() {
    return ended;
  }

  /** Passes over {@code count} bytes of the buffer. */
  void skipBuffered(int count) {
    at += count;
  }

  /** Takes back the last {@code count} bytes that were taken from the buffer. */
  void giveBack(int count) {
    at -= count;
  }

  /** Has at least {@code count} bytes in the buffer, or all there are; returns how many. */
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

  /** Puts {@code [from, to)} of {@code taken} before everything else. */
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
   * Reads at least {@code atLeast} bytes, or all there are; those in the buffer first, all others
   * without a detour.
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

  /** The next {@code count} bytes. */
  byte[] exactly(int count, String what) throws IOException {
    if (ensure(count) < count) {
      throw new UnreadableContentException(what + " is cut");
    }
    byte[] taken = Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return taken;
  }

  /** Passes over {@code count} bytes. */
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

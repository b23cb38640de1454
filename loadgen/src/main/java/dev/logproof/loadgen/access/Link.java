package dev.logproof.loadgen.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * An open way to one receiver. One thread writes and closes, one may read; {@link #cut} may be
 * called from any and ends whatever the others wait for.
 */
public interface Link extends AutoCloseable {
  /** No way at all. */
  Link NONE = new NoLink();

  /** Hands all of {@code bytes} over; on failure its position tells how much was taken. */
  void write(ByteBuffer bytes) throws IOException;

  /** What the receiver sends, for an exchange before anything else is sent. */
  InputStream input() throws IOException;

  /** The same for a thread that goes on reading until the link ends. */
  InputStream inputToEnd() throws IOException;

  /** A read that waits longer fails; 0 waits for ever. */
  void limitReads(int millis) throws IOException;

  /** False once it was closed here. */
  boolean isOpen();

  /** Closes in an orderly way: what was taken is still sent. */
  @Override
  void close() throws IOException;

  /** Closes at once. */
  void cut() throws IOException;

  /** Stands where nothing is connected yet. */
  final class NoLink implements Link {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      throw new ClosedChannelException();
    }

    @Override
    public InputStream input() throws IOException {
      throw new ClosedChannelException();
    }

    @Override
    public InputStream inputToEnd() throws IOException {
      throw new ClosedChannelException();
    }

    @Override
    public void limitReads(int millis) {}

    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public void close() {}

    @Override
    public void cut() {}
  }
}

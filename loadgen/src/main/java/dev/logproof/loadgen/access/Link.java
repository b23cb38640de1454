package dev.logproof.loadgen.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * A connection to one receiver. One thread writes and closes, another may read; any may call {@link
 * #cut}, which ends pending calls.
 */
public interface Link extends AutoCloseable {
  Link NONE = new NoLink();

  /** After a failure the position tells how much was written. */
  void write(ByteBuffer bytes) throws IOException;

  /** Input for a handshake before events are sent. */
  InputStream input() throws IOException;

  /** Input for reading until the link ends. */
  InputStream inputToEnd() throws IOException;

  /** Sets the read timeout; 0 means none. */
  void limitReads(int millis) throws IOException;

  /** Whether this side has not closed the link. */
  boolean isOpen();

  /** Closes gracefully: written bytes are still sent. */
  @Override
  void close() throws IOException;

  /** Closes immediately. */
  void cut() throws IOException;

  /** Null object used before the first connection. */
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

package dev.logproof.loadgen.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;

/**
 * TLS over a {@link PlainLink}. Writes one record at a time, since a receiver cannot decrypt a
 * partial one. Closing a socket with unread session tickets resets it and loses bytes in flight, so
 * {@link #close} half-closes and reads until the receiver closes.
 */
final class TlsLink implements Link {
  private static final int RECORD_BYTES = 16 * 1024;
  private static final int MAX_CLOSE_MILLIS = 2_000;

  private final PlainLink plain;
  private final SSLSocket socket;
  private final OutputStream out;
  private final byte[] record = new byte[RECORD_BYTES];
  private volatile boolean readElsewhere;

  TlsLink(PlainLink plain, SSLSocket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int start = bytes.position();
      int length = Math.min(RECORD_BYTES, bytes.remaining());
      bytes.get(start, record, 0, length);
      out.write(record, 0, length);
      bytes.position(start + length);
    }
  }

  @Override
  public InputStream input() throws IOException {
    return socket.getInputStream();
  }

  @Override
  public InputStream inputToEnd() throws IOException {
    readElsewhere = true;
    return socket.getInputStream();
  }

  @Override
  public void limitReads(int millis) throws IOException {
    plain.limitReads(millis);
    socket.setSoTimeout(millis);
  }

  @Override
  public boolean isOpen() {
    return plain.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (!isOpen()) {
      return;
    }
    try (plain) {
      socket.shutdownOutput();
      plain.channel().shutdownOutput();
      if (!readElsewhere) {
        drain();
      }
    }
  }

  private void drain() throws IOException {
    long untilNanos = System.nanoTime() + MAX_CLOSE_MILLIS * 1_000_000L;
    plain.limitReads(MAX_CLOSE_MILLIS);
    InputStream in = plain.input();
    int read = 0;
    while (read >= 0 && System.nanoTime() - untilNanos < 0) {
      read = in.read(record);
    }
  }

  @Override
  public void cut() throws IOException {
    plain.cut();
  }
}

package dev.logproof.objects.content;

import java.io.ByteArrayInputStream;

/** Delivers a few bytes per read, like a socket. */
final class Network extends ByteArrayInputStream {
  private final int bytesPerRead;

  Network(byte[] bytes, int bytesPerRead) {
    super(bytes);
    this.bytesPerRead = bytesPerRead;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    return super.read(into, offset, Math.min(length, bytesPerRead));
  }

  @Override
  public synchronized int available() {
    return 0;
  }
}

package dev.logproof.objects.content;

import java.io.IOException;
import java.io.InputStream;

/** Implements only the bulk read; single-byte reads delegate to it. Confined to one thread. */
abstract class BulkStream extends InputStream {
  @Override
  public abstract int read(byte[] into, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}

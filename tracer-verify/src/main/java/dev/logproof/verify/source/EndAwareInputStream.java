package dev.logproof.verify.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A buffered stream that says "nothing available" only at its end, since a decoder may take that
 * answer for the end of what is compressed and leave out what has not come over the network yet.
 * The price is that asking may block, which a reader of whole objects does anyway. Confined to one
 * thread.
 */
final class EndAwareInputStream extends BufferedInputStream {
  EndAwareInputStream(InputStream in, int bufferBytes) {
    super(in, bufferBytes);
  }

  @Override
  public synchronized int available() throws IOException {
    if (pos < count) {
      return count - pos;
    }
    mark(1);
    boolean atEnd = read() < 0;
    reset();
    return atEnd ? 0 : count - pos;
  }
}

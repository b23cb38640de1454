package dev.logproof.localaws.delivery;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Stores bytes in blocks, so that growth never copies. Written under the stream's lock; once
 * sealed, read by the delivery thread.
 */
final class Segments extends OutputStream {
  private static final int BLOCK_BYTES = 256 << 10;

  private final List<byte[]> blocks = new ArrayList<>();
  private long length;

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    int from = offset;
    int left = count;
    while (left > 0) {
      int used = (int) (length % BLOCK_BYTES);
      if (used == 0) {
        blocks.add(new byte[BLOCK_BYTES]);
      }
      int now = Math.min(left, BLOCK_BYTES - used);
      System.arraycopy(source, from, blocks.get(blocks.size() - 1), used, now);
      from += now;
      left -= now;
      length += now;
    }
  }

  long length() {
    return length;
  }

  InputStream newInputStream() {
    List<InputStream> parts = new ArrayList<>(blocks.size());
    long left = length;
    for (byte[] block : blocks) {
      parts.add(new ByteArrayInputStream(block, 0, (int) Math.min(left, block.length)));
      left -= block.length;
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}

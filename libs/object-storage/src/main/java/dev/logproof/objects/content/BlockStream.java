package dev.logproof.objects.content;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Base of the Snappy framings: decompresses and holds one block at a time. Ends just before the
 * first bytes that cannot be a block. Confined to one thread.
 */
abstract class BlockStream extends InputStream {
  static final int MAX_BLOCK_BYTES = 32 << 20;

  /** The compressed bytes. */
  final ByteFeed feed;

  private final SnappyDecompressor snappy = new SnappyDecompressor();
  private byte[] block = new byte[0];
  private int at;
  private int end;

  BlockStream(ByteFeed feed) {
    this.feed = feed;
  }

  /** Reads a block or the data between blocks; false at the end. */
  abstract boolean next() throws IOException;

  /** Makes the decompressed bytes the current block. */
  final void uncompress(byte[] compressed, int offset) throws IOException {
    int length = compressed.length - offset;
    try {
      int size = SnappyDecompressor.getUncompressedLength(compressed, offset);
      if (size < 0 || size > MAX_BLOCK_BYTES) {
        throw new UnreadableContentException("a Snappy block states a size of " + size + " bytes");
      }
      block = block.length < size ? new byte[size] : block;
      end = snappy.decompress(compressed, offset, length, block, 0, size);
      at = 0;
    } catch (MalformedInputException e) {
      throw new UnreadableContentException("a Snappy block is damaged", e);
    }
  }

  final void copy(byte[] bytes, int offset) {
    block = bytes;
    at = offset;
    end = bytes.length;
  }

  /** Valid in {@code [blockStart(), blockEnd())}. */
  final byte[] block() {
    return block;
  }

  final int blockStart() {
    return at;
  }

  final int blockEnd() {
    return end;
  }

  static int bigEndian(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(block, at, into, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (at == end) {
      if (!next()) {
        return false;
      }
    }
    return true;
  }
}

package dev.logproof.objects.content;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * One of the forms of Snappy: blocks that are uncompressed whole. It ends right before what cannot
 * be a block of its form. Memory is one block. Confined to one thread.
 */
abstract class BlockStream extends InputStream {
  static final int MAX_BLOCK_BYTES = 32 << 20;

  private final SnappyDecompressor snappy = new SnappyDecompressor();
  private byte[] block = new byte[0];
  private int at;
  private int end;

  /** Reads one block, or what stands between blocks; false at the end. */
  abstract boolean next() throws IOException;

  /** Gives out {@code compressed} from {@code offset} on, uncompressed. */
  final void uncompress(byte[] compressed, int offset) throws IOException {
    int length = compressed.length - offset;
    try {
      int size = SnappyDecompressor.getUncompressedLength(compressed, offset);
      if (size < 0 || size > MAX_BLOCK_BYTES) {
        throw new UnreadableContentException("a Snappy block claims to hold " + size + " bytes");
      }
      block = block.length < size ? new byte[size] : block;
      end = snappy.decompress(compressed, offset, length, block, 0, size);
      at = 0;
    } catch (MalformedInputException e) {
      throw new UnreadableContentException("a Snappy block is damaged", e);
    }
  }

  /** Gives out {@code bytes} from {@code offset} on as they are. */
  final void copy(byte[] bytes, int offset) {
    block = bytes;
    at = offset;
    end = bytes.length;
  }

  /** What is given out next. */
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

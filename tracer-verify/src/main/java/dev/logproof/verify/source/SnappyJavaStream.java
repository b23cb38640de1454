package dev.logproof.verify.source;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Snappy as snappy-java frames it: a header of {@value #HEADER_BYTES} bytes, then blocks, each
 * behind its length (SnappyOutputStream of org.xerial.snappy). Files that were put together hold
 * more headers in between. Memory is one block. Confined to one thread.
 */
final class SnappyJavaStream extends InputStream {
  private static final int HEADER_BYTES = 16;

  /** How a header begins, read as a length. */
  private static final int HEADER_START = 0x82534e41;

  private static final int MAX_BLOCK_BYTES = 32 << 20;

  private final DataInputStream in;
  private final SnappyDecompressor snappy = new SnappyDecompressor();
  private byte[] block = new byte[0];
  private int at;
  private int end;

  SnappyJavaStream(InputStream in) {
    this.in = new DataInputStream(in);
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

  /** False at the end. */
  private boolean fill() throws IOException {
    while (at == end) {
      int first = in.read();
      if (first < 0) {
        return false;
      }
      int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
      if (length == HEADER_START) {
        in.skipNBytes(HEADER_BYTES - Integer.BYTES);
      } else {
        uncompress(length);
      }
    }
    return true;
  }

  private void uncompress(int length) throws IOException {
    if (length < 0 || length > MAX_BLOCK_BYTES) {
      throw new IOException("a Snappy block of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] compressed = in.readNBytes(length);
    if (compressed.length < length) {
      throw new EOFException("a Snappy block is cut");
    }
    try {
      int size = SnappyDecompressor.getUncompressedLength(compressed, 0);
      if (size < 0 || size > MAX_BLOCK_BYTES) {
        throw new IOException("a Snappy block of " + size + " bytes, uncompressed");
      }
      block = block.length < size ? new byte[size] : block;
      end = snappy.decompress(compressed, 0, length, block, 0, size);
      at = 0;
    } catch (MalformedInputException e) {
      throw new IOException("a damaged Snappy block", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

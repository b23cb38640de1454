package dev.logproof.fuzz.subject;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.spool.EntryHeader;
import dev.logproof.aggregator.spool.FileIdentity;
import dev.logproof.aggregator.spool.SpoolReader;
import dev.logproof.aggregator.spool.SpoolRegion;
import dev.logproof.aggregator.spool.SpoolRegion.CutEntry;
import dev.logproof.aggregator.spool.SpoolRegion.Entry;
import dev.logproof.aggregator.spool.SpoolRegion.Unreadable;
import dev.logproof.aggregator.spool.StreamId;
import dev.logproof.aggregator.spool.disk.ReadableFile;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads a spool file, whose regions must be contiguous for any content. With an odd first byte, the
 * rest becomes an entry with valid checksums, so that the body parser is reached too.
 */
public final class SpoolTarget {
  private static final FileIdentity FILE =
      new FileIdentity(new StreamId("eu-west-1", "fuzz"), 0x6c6f6770726f6f66L);

  private SpoolTarget() {}

  /** Fuzzer entry point. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    byte[] content = input[0] % 2 == 0 ? withoutFirst(input) : entry(input);
    try (SpoolReader reader = SpoolReader.read(new Bytes(content), FILE)) {
      long end = -1;
      Optional<SpoolRegion> region = reader.next();
      while (region.isPresent()) {
        end = end(region.get(), reader, content.length);
        region = reader.next();
      }
      if (end >= 0 && end != content.length) {
        throw new AssertionError("read to " + end + " of " + content.length);
      }
    }
  }

  /** Returns the region's end offset. */
  private static long end(SpoolRegion region, SpoolReader reader, int fileBytes)
      throws IOException {
    if (region instanceof Entry entry) {
      reader
          .body(entry.header(), UnpooledByteBufAllocator.DEFAULT)
          .ifPresent(chunk -> check(entry.header(), chunk));
      return entry.header().endOffset();
    }
    if (region instanceof Unreadable unreadable) {
      return unreadable.offset() + unreadable.bytes();
    }
    if (((CutEntry) region).header().endOffset() <= fileBytes) {
      throw new AssertionError("whole, but said to be cut: " + region);
    }
    return fileBytes;
  }

  private static void check(EntryHeader header, Chunk chunk) {
    try {
      if (chunk.records() != header.records() || chunk.sizeBytes() != header.contentBytes()) {
        throw new AssertionError("not what the header says: " + header);
      }
    } finally {
      chunk.release();
    }
  }

  private static byte[] withoutFirst(byte[] input) {
    ByteBuffer all = ByteBuffer.allocate(input.length - 1);
    return all.put(input, 1, input.length - 1).array();
  }

  /** The second byte is the number of records. */
  private static byte[] entry(byte[] input) {
    ByteBuffer fileHeader = FILE.header();
    int bodyBytes = input.length - 1;
    CRC32C crc = new CRC32C();
    crc.update(input, 1, bodyBytes);
    int records = bodyBytes == 0 ? 0 : input[1];
    ByteBuffer header =
        FILE.encode(
            new EntryHeader(fileHeader.remaining(), bodyBytes, records, (int) crc.getValue()));
    ByteBuffer all = ByteBuffer.allocate(fileHeader.remaining() + header.remaining() + bodyBytes);
    return all.put(fileHeader).put(header).put(input, 1, bodyBytes).array();
  }

  /** In-memory file. */
  private static final class Bytes implements ReadableFile {
    private final byte[] content;

    Bytes(byte[] content) {
      this.content = content;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public void read(long offset, byte[] target, int start, int length) throws IOException {
      if (offset + length > content.length) {
        throw new EOFException("beyond the end");
      }
      System.arraycopy(content, (int) offset, target, start, length);
    }

    @Override
    public void close() {}
  }
}

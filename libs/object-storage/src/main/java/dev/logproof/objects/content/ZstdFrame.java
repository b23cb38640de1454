package dev.logproof.objects.content;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * One zstd frame (RFC 8878). Follows the block headers and ends with the frame, because the decoder
 * would read on. Confined to one thread.
 */
final class ZstdFrame extends BulkStream {
  static final int MAGIC_BYTES = 4;

  private static final String NAME = "a zstd frame";
  private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
  private static final int[] SIZE_BYTES = {0, 2, 4, 8};
  private static final int BLOCK_HEADER_BYTES = 3;
  private static final int REPEATED_BYTE = 1;
  private static final int CHECKSUM_BYTES = 4;

  private final ByteFeed feed;
  private final boolean hasChecksum;
  private int left;
  private Part next;

  /** Part that follows the bytes currently passed on. */
  private enum Part {
    BLOCK,
    CHECKSUM,
    NOTHING
  }

  private ZstdFrame(ByteFeed feed) throws IOException {
    this.feed = feed;
    require(MAGIC_BYTES + 1);
    int descriptor = feed.buffer()[feed.start() + MAGIC_BYTES] & 0xff;
    boolean singleSegment = (descriptor & 0x20) != 0;
    int size = SIZE_BYTES[descriptor >> 6];
    hasChecksum = (descriptor & 4) != 0;
    left =
        MAGIC_BYTES
            + 1
            + (singleSegment ? 0 : 1)
            + DICTIONARY_BYTES[descriptor & 3]
            + (singleSegment && size == 0 ? 1 : size);
    next = Part.BLOCK;
  }

  /** Returns an empty stream for a skippable frame. */
  static InputStream uncompressed(ByteFeed feed) throws IOException {
    if (Form.isSkippable(feed.buffer(), feed.start(), feed.end())) {
      byte[] header = feed.exactly(2 * MAGIC_BYTES, NAME);
      feed.skipExactly(LittleEndian.read(header, MAGIC_BYTES, MAGIC_BYTES), NAME);
      return InputStream.nullInputStream();
    }
    ZstdInputStream zstd = new ZstdInputStream(new ZstdFrame(feed));
    return new BulkStream() {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        try {
          return zstd.read(into, offset, length);
        } catch (RuntimeException e) {
          throw new UnreadableContentException(NAME + " is damaged: " + e.getMessage(), e);
        }
      }
    };
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (left == 0) {
      if (next == Part.NOTHING) {
        return -1;
      }
      advance();
    }
    require(1);
    int count = feed.read(into, offset, Math.min(length, left));
    left -= count;
    return count;
  }

  private void advance() throws IOException {
    if (next == Part.CHECKSUM) {
      left = CHECKSUM_BYTES;
      next = Part.NOTHING;
      return;
    }
    require(BLOCK_HEADER_BYTES);
    int header = (int) LittleEndian.read(feed.buffer(), feed.start(), BLOCK_HEADER_BYTES);
    boolean last = (header & 1) != 0;
    boolean repeated = (header >> 1 & 3) == REPEATED_BYTE;
    left = BLOCK_HEADER_BYTES + (repeated ? 1 : header >> 3);
    if (last) {
      next = hasChecksum ? Part.CHECKSUM : Part.NOTHING;
    }
  }

  private void require(int count) throws IOException {
    if (feed.ensure(count) < count) {
      throw new UnreadableContentException(NAME + " is cut");
    }
  }
}

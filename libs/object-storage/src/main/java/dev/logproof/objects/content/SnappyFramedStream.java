package dev.logproof.objects.content;

import java.io.IOException;
import java.util.zip.CRC32C;

/** Snappy's framing format: chunks with a type, a length and a checksum. */
final class SnappyFramedStream extends BlockStream {
  private static final String NAME = "a framed Snappy stream";
  private static final int HEADER_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;
  private static final int COMPRESSED = 0x00;
  private static final int UNCOMPRESSED = 0x01;
  private static final int PADDING = 0xfe;
  private static final int IDENTIFIER = 0xff;

  SnappyFramedStream(ByteFeed feed) {
    super(feed);
  }

  @Override
  boolean next() throws IOException {
    if (feed.ensure(1) == 0) {
      return false;
    }
    int type = feed.buffer()[feed.start()] & 0xff;
    if (type > UNCOMPRESSED && type < PADDING) {
      return false;
    }
    int length = (int) LittleEndian.read(feed.exactly(HEADER_BYTES, NAME), 1, 3);
    if (type == PADDING || type == IDENTIFIER) {
      feed.skipExactly(length, NAME);
      return true;
    }
    byte[] chunk = feed.exactly(length, NAME);
    if (length < CHECKSUM_BYTES) {
      throw new UnreadableContentException(NAME + " is damaged: a chunk without a checksum");
    }
    if (type == COMPRESSED) {
      uncompress(chunk, CHECKSUM_BYTES);
    } else {
      copy(chunk, CHECKSUM_BYTES);
    }
    CRC32C crc = new CRC32C();
    crc.update(block(), blockStart(), blockEnd() - blockStart());
    if (masked((int) crc.getValue()) != (int) LittleEndian.read(chunk, 0, CHECKSUM_BYTES)) {
      throw new UnreadableContentException(NAME + " is damaged: a checksum is wrong");
    }
    return true;
  }

  /** Masks a CRC as the framing format requires. */
  private static int masked(int crc) {
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }
}

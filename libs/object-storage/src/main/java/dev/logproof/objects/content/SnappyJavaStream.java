package dev.logproof.objects.content;

import java.io.IOException;

/**
 * Framing of snappy-java's SnappyOutputStream: a header, then length-prefixed blocks. Concatenated
 * files contain further headers.
 */
final class SnappyJavaStream extends BlockStream {
  private static final String NAME = "a snappy-java stream";
  private static final int HEADER_BYTES = 16;

  /** Start of a header, read as a block length. */
  private static final int HEADER_START = 0x82534e41;

  SnappyJavaStream(ByteFeed feed) {
    super(feed);
  }

  @Override
  boolean next() throws IOException {
    int there = feed.ensure(Integer.BYTES);
    if (there == 0) {
      return false;
    }
    if (there < Integer.BYTES) {
      if (feed.buffer()[feed.start()] >= '\t') {
        return false;
      }
      throw new UnreadableContentException(NAME + " is cut");
    }
    int length = bigEndian(feed.buffer(), feed.start());
    if (length == HEADER_START) {
      feed.skipExactly(HEADER_BYTES, NAME);
      return true;
    }
    if (length <= 0 || length > MAX_BLOCK_BYTES) {
      return false;
    }
    feed.skipExactly(Integer.BYTES, NAME);
    uncompress(feed.exactly(length, NAME), 0);
    return true;
  }
}

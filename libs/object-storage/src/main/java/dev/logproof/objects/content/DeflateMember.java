package dev.logproof.objects.content;

import java.io.IOException;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One GZIP member (RFC 1952) or zlib stream (RFC 1950); leaves the feed right after it. Reused, so
 * that many small members share one inflater. Confined to one thread.
 */
final class DeflateMember extends BulkStream {
  private static final int GZIP_HEADER_BYTES = 10;
  private static final int GZIP_TRAILER_BYTES = 8;
  private static final int ZLIB_HEADER_BYTES = 2;
  private static final int ZLIB_TRAILER_BYTES = 4;

  /** GZIP header flags. */
  private static final int RESERVED = 0xe0;

  private static final int HEADER_CRC = 2;

  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final Inflater inflater = new Inflater(true);
  private final ByteFeed feed;
  private Checksum checksum = new CRC32();
  private boolean gzip;
  private boolean open;

  DeflateMember(ByteFeed feed) {
    this.feed = feed;
  }

  DeflateMember beginGzip() throws IOException {
    begin(true, new CRC32());
    int flags = feed.exactly(GZIP_HEADER_BYTES, name())[3];
    if ((flags & RESERVED) != 0) {
      throw new UnreadableContentException(name() + " is damaged: reserved flags");
    }
    if ((flags & EXTRA) != 0) {
      feed.skipExactly(LittleEndian.read(feed.exactly(2, name()), 0, 2), name());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      feed.skipExactly(2, name());
    }
    return this;
  }

  DeflateMember beginZlib() throws IOException {
    begin(false, new Adler32());
    feed.skipExactly(ZLIB_HEADER_BYTES, name());
    return this;
  }

  private void begin(boolean isGzip, Checksum fresh) {
    inflater.reset();
    checksum = fresh;
    gzip = isGzip;
    open = true;
  }

  private void skipText() throws IOException {
    while (feed.exactly(1, name())[0] != 0) {}
  }

  private String name() {
    return gzip ? "a GZIP member" : "a zlib stream";
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (open) {
        int count = inflate(into, offset, length);
        if (count > 0) {
          return count;
        }
      }
      return -1;
    } catch (DataFormatException e) {
      throw new UnreadableContentException(name() + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Returns 0 if more input is needed or the member has ended. */
  private int inflate(byte[] into, int offset, int length) throws IOException, DataFormatException {
    int count = inflater.inflate(into, offset, length);
    checksum.update(into, offset, count);
    if (count > 0) {
      return count;
    }
    if (inflater.finished()) {
      feed.giveBack(inflater.getRemaining());
      checkTrailer();
      open = false;
    } else if (inflater.needsDictionary()) {
      throw new UnreadableContentException(name() + " needs a preset dictionary");
    } else if (feed.ensure(1) > 0) {
      inflater.setInput(feed.buffer(), feed.start(), feed.buffered());
      feed.skipBuffered(feed.buffered());
    } else {
      throw new UnreadableContentException(name() + " is cut");
    }
    return 0;
  }

  private void checkTrailer() throws IOException {
    byte[] trailer = feed.exactly(gzip ? GZIP_TRAILER_BYTES : ZLIB_TRAILER_BYTES, name());
    long written = inflater.getBytesWritten() & 0xffff_ffffL;
    boolean right =
        gzip
            ? LittleEndian.read(trailer, 0, 4) == checksum.getValue()
                && LittleEndian.read(trailer, 4, 4) == written
            : bigEndian(trailer) == checksum.getValue();
    if (!right) {
      throw new UnreadableContentException(name() + " is damaged: its checksum or length is wrong");
    }
  }

  private static long bigEndian(byte[] bytes) {
    long value = 0;
    for (byte each : bytes) {
      value = value << 8 | Byte.toUnsignedLong(each);
    }
    return value;
  }

  /** Frees the inflater; {@code close} ends only the member. */
  void release() {
    inflater.end();
  }
}

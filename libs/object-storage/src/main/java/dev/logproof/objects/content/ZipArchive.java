package dev.logproof.objects.content;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Members of one ZIP archive, up to the end-of-central-directory record. {@link
 * java.util.zip.ZipInputStream} would miss content after the archive and not detect truncation.
 * Confined to one thread.
 */
final class ZipArchive extends BulkStream {
  private static final String NAME = "a ZIP archive";
  private static final int MEMBER = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int DIRECTORY_SIGNATURE = 0x05054b50;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int END = 0x06054b50;
  private static final int SIGNATURE_BYTES = 4;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ENCRYPTED = 1;
  private static final int HAS_DESCRIPTOR = 8;
  private static final int MAX_COUNT = 0xffff;
  private static final long MAX_BYTES = 0xffff_ffffL;

  private final ByteFeed feed;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private EntryState state = EntryState.BETWEEN;
  private long storedLeft;
  private long memberCrc;
  private boolean hasDescriptor;
  private boolean zip64;
  private long members;

  /** Position in the archive. */
  private enum EntryState {
    BETWEEN,
    IN_STORED,
    IN_DEFLATED,
    ENDED
  }

  ZipArchive(ByteFeed feed) {
    this.feed = feed;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (state != EntryState.ENDED) {
      int count =
          switch (state) {
            case IN_STORED -> readStored(into, offset, length);
            case IN_DEFLATED -> readDeflated(into, offset, length);
            default -> readRecord();
          };
      if (count > 0) {
        crc.update(into, offset, count);
        return count;
      }
    }
    return -1;
  }

  private int readStored(byte[] into, int offset, int length) throws IOException {
    if (storedLeft == 0) {
      endMember();
      return 0;
    }
    int count = feed.read(into, offset, (int) Math.min(length, storedLeft));
    if (count < 0) {
      throw cut();
    }
    storedLeft -= count;
    return count;
  }

  private int readDeflated(byte[] into, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(into, offset, length);
      if (count == 0 && inflater.finished()) {
        feed.giveBack(inflater.getRemaining());
        endMember();
      } else if (count == 0 && inflater.needsDictionary()) {
        throw damaged("a preset dictionary");
      } else if (count == 0 && feed.ensure(1) == 0) {
        throw cut();
      } else if (count == 0) {
        inflater.setInput(feed.buffer(), feed.start(), feed.buffered());
        feed.skipBuffered(feed.buffered());
      }
      return count;
    } catch (DataFormatException e) {
      throw new UnreadableContentException(NAME + " is damaged: " + e.getMessage(), e);
    }
  }

  private void endMember() throws IOException {
    if (hasDescriptor) {
      readDescriptor();
    }
    if (memberCrc != crc.getValue()) {
      throw damaged("the checksum of a member is wrong");
    }
    members++;
    state = EntryState.BETWEEN;
  }

  private void readDescriptor() throws IOException {
    long first = number(SIGNATURE_BYTES);
    memberCrc = first == DESCRIPTOR ? number(4) : first;
    boolean large = zip64 || inflater.getBytesWritten() > MAX_BYTES;
    feed.skipExactly(large ? 16 : 8, NAME);
  }

  /** Always returns 0. */
  private int readRecord() throws IOException {
    int signature = (int) number(SIGNATURE_BYTES);
    switch (signature) {
      case MEMBER -> beginMember();
      case DIRECTORY_ENTRY -> {
        byte[] entry = feed.exactly(42, NAME);
        feed.skipExactly(
            LittleEndian.read(entry, 24, 2)
                + LittleEndian.read(entry, 26, 2)
                + LittleEndian.read(entry, 28, 2),
            NAME);
      }
      case DIRECTORY_SIGNATURE -> feed.skipExactly(number(2), NAME);
      case ZIP64_END -> feed.skipExactly(number(8), NAME);
      case ZIP64_LOCATOR -> feed.skipExactly(16, NAME);
      case END -> end();
      default -> throw damaged("a record of an unknown kind");
    }
    return 0;
  }

  private void beginMember() throws IOException {
    byte[] header = feed.exactly(26, NAME);
    int flags = (int) LittleEndian.read(header, 2, 2);
    int method = (int) LittleEndian.read(header, 4, 2);
    memberCrc = LittleEndian.read(header, 10, 4);
    storedLeft = LittleEndian.read(header, 14, 4);
    feed.skipExactly(LittleEndian.read(header, 22, 2), NAME);
    byte[] extra = feed.exactly((int) LittleEndian.read(header, 24, 2), NAME);
    hasDescriptor = (flags & HAS_DESCRIPTOR) != 0;
    readExtra(extra);
    crc.reset();
    inflater.reset();
    if ((flags & ENCRYPTED) != 0) {
      throw new UnreadableContentException(NAME + " is encrypted");
    } else if (method == DEFLATED) {
      state = EntryState.IN_DEFLATED;
    } else if (method == STORED && !hasDescriptor) {
      state = EntryState.IN_STORED;
    } else {
      throw new UnreadableContentException(
          NAME + " holds a member compressed by method " + method + "; deflate can be read");
    }
  }

  /** The ZIP64 field holds sizes of more than four bytes. */
  private void readExtra(byte[] extra) {
    zip64 = false;
    for (int at = 0; at + 4 <= extra.length; ) {
      int length = (int) LittleEndian.read(extra, at + 2, 2);
      if (LittleEndian.read(extra, at, 2) == 1) {
        zip64 = true;
        if (storedLeft == MAX_BYTES && length >= 16 && at + 20 <= extra.length) {
          storedLeft = LittleEndian.read(extra, at + 12, 8);
        }
      }
      at += 4 + length;
    }
  }

  private void end() throws IOException {
    byte[] record = feed.exactly(18, NAME);
    long count = LittleEndian.read(record, 6, 2);
    feed.skipExactly(LittleEndian.read(record, 16, 2), NAME);
    if (count != MAX_COUNT && count != (members & MAX_COUNT)) {
      throw damaged("it lists " + count + " members and holds " + members);
    }
    state = EntryState.ENDED;
  }

  private long number(int bytes) throws IOException {
    return LittleEndian.read(feed.exactly(bytes, NAME), 0, bytes);
  }

  private static UnreadableContentException cut() {
    return new UnreadableContentException(NAME + " is cut");
  }

  private static UnreadableContentException damaged(String how) {
    return new UnreadableContentException(NAME + " is damaged: " + how);
  }

  @Override
  public void close() {
    inflater.end();
  }
}

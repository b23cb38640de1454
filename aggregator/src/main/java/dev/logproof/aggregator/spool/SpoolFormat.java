package dev.logproof.aggregator.spool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Layout of a spool file, big-endian. File header: {@code magic:8 salt:8 region:int16+bytes
 * stream:int16+bytes crc32c:4}. Entry: {@code salt:8 bodyBytes:4 records:4 bodyCrc:4 headerCrc:4}
 * and a body of {@code records} four-byte sizes followed by the records' bytes. The header checksum
 * covers the file header, the entry's offset and its fields. After damage, a reader can therefore
 * search for the salt; neither client bytes nor an entry of another file, stream or offset passes
 * for an entry.
 */
final class SpoolFormat {
  static final int ENTRY_HEADER_BYTES = Long.BYTES + 4 * Integer.BYTES;

  /** A greater length is damage. */
  static final int MAX_BODY_BYTES = 1 << 29;

  static final int MAX_NAME_BYTES = 4_000;
  static final int MIN_FILE_HEADER_BYTES = 2 * Long.BYTES + 2 * Short.BYTES + Integer.BYTES;

  static final int MAX_FILE_HEADER_BYTES = MIN_FILE_HEADER_BYTES + 2 * MAX_NAME_BYTES;

  private static final byte[] MAGIC = {'L', 'P', 'S', 'P', 'O', 'O', 'L', '2'};
  private static final byte[] MAGIC_OF_VERSION_1 = {'L', 'P', 'S', 'P', 'O', 'O', 'L', '1'};

  private SpoolFormat() {}

  static byte[] magic() {
    return MAGIC.clone();
  }

  static boolean startsWithMagic(byte[] start) {
    return startsWith(start, MAGIC);
  }

  /** Version 1 does not name the stream. */
  static boolean isVersion1(byte[] start) {
    return startsWith(start, MAGIC_OF_VERSION_1);
  }

  private static boolean startsWith(byte[] start, byte[] magic) {
    return start.length >= magic.length
        && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
  }

  static int fileHeaderBytes(byte[] region, byte[] name) {
    return MIN_FILE_HEADER_BYTES + region.length + name.length;
  }

  static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  static ByteBuffer encode(FileIdentity file, EntryHeader header) {
    return ByteBuffer.allocate(ENTRY_HEADER_BYTES)
        .putLong(file.salt())
        .putInt(header.bodyBytes())
        .putInt(header.records())
        .putInt(header.bodyChecksum())
        .putInt(headerChecksum(file, header))
        .flip();
  }

  static Optional<EntryHeader> decode(FileIdentity file, long offset, byte[] bytes, int start) {
    ByteBuffer in = ByteBuffer.wrap(bytes, start, ENTRY_HEADER_BYTES);
    if (in.getLong() != file.salt()) {
      return Optional.empty();
    }
    EntryHeader header = new EntryHeader(offset, in.getInt(), in.getInt(), in.getInt());
    return in.getInt() == headerChecksum(file, header) && isPlausible(header)
        ? Optional.of(header)
        : Optional.empty();
  }

  private static boolean isPlausible(EntryHeader header) {
    return header.records() > 0
        && header.bodyBytes() <= MAX_BODY_BYTES
        && header.bodyBytes() / Integer.BYTES >= header.records();
  }

  private static int headerChecksum(FileIdentity file, EntryHeader header) {
    CRC32C crc = file.newChecksum();
    crc.update(
        ByteBuffer.allocate(Long.BYTES + 3 * Integer.BYTES)
            .putLong(header.offset())
            .putInt(header.bodyBytes())
            .putInt(header.records())
            .putInt(header.bodyChecksum())
            .flip());
    return (int) crc.getValue();
  }
}

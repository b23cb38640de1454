package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How a spool file is laid out: eight bytes that name the format, then entries of records. An entry
 * is {@code length:int32 crc32c:int32 body}, a body {@code count:int32 (size:int32 bytes)*}, all
 * big-endian; the checksum is of the body. So an entry that a crash cut is told from a whole one.
 * Stateless.
 */
final class SpoolFormat {
  static final byte[] MAGIC = {'L', 'P', 'S', 'P', 'O', 'O', 'L', '1'};
  static final int HEADER_BYTES = 2 * Integer.BYTES;

  /** No chunk is larger; a length beyond it is damage. */
  static final int MAX_BODY_BYTES = 1 << 29;

  private SpoolFormat() {}

  /** The entry that holds {@code records}, ready to be written. */
  static ByteBuffer entry(List<byte[]> records) {
    int bodyBytes = Integer.BYTES;
    for (byte[] record : records) {
      bodyBytes = Math.addExact(bodyBytes, Integer.BYTES + record.length);
    }
    if (bodyBytes > MAX_BODY_BYTES) {
      throw new IllegalArgumentException(bodyBytes + " bytes do not fit one entry");
    }
    ByteBuffer entry = ByteBuffer.allocate(HEADER_BYTES + bodyBytes);
    entry.putInt(bodyBytes).putInt(0).putInt(records.size());
    for (byte[] record : records) {
      entry.putInt(record.length).put(record);
    }
    entry.putInt(Integer.BYTES, checksum(entry.array(), HEADER_BYTES, bodyBytes));
    return entry.flip();
  }

  /** The entry that holds the records of {@code chunk}, ready to be written. */
  static ByteBuffer entry(Chunk chunk) {
    int bodyBytes = Math.addExact(Integer.BYTES * (1 + chunk.records()), chunk.sizeBytes());
    ByteBuffer entry = ByteBuffer.allocate(HEADER_BYTES + bodyBytes);
    entry.putInt(bodyBytes).putInt(0).putInt(chunk.records());
    ByteBuffer content = chunk.content();
    for (int record = 0; record < chunk.records(); record++) {
      entry.putInt(chunk.recordBytes(record));
      content.limit(chunk.end(record));
      entry.put(content);
    }
    entry.putInt(Integer.BYTES, checksum(entry.array(), HEADER_BYTES, bodyBytes));
    return entry.flip();
  }

  /** The records of a body; nothing when it is not what was written. */
  static Optional<List<byte[]>> records(byte[] body, int checksum) {
    if (checksum(body, 0, body.length) != checksum) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(body);
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / Integer.BYTES) {
      return Optional.empty();
    }
    List<byte[]> records = new ArrayList<>(count);
    for (int record = 0; record < count; record++) {
      int bytes = in.remaining() < Integer.BYTES ? -1 : in.getInt();
      if (bytes < 0 || bytes > in.remaining()) {
        return Optional.empty();
      }
      byte[] copy = new byte[bytes];
      in.get(copy);
      records.add(copy);
    }
    return Optional.of(records);
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}

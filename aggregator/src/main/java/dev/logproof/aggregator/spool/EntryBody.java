package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes an entry's body in bounded pieces without copying the chunk. Confined to one thread. */
final class EntryBody {
  private static final int PIECE_BYTES = 1 << 20;
  private static final int SIZES_BYTES = 1 << 16;

  private final ByteBuffer sizes = ByteBuffer.allocate(SIZES_BYTES);

  /** Writes one piece. */
  interface PieceWriter {
    void write(ByteBuffer piece) throws IOException;
  }

  EntryHeader header(Chunk chunk, long offset) throws IOException {
    int bodyBytes =
        Math.addExact(Math.multiplyExact(Integer.BYTES, chunk.records()), chunk.sizeBytes());
    if (bodyBytes > SpoolFormat.MAX_BODY_BYTES) {
      throw new IOException(bodyBytes + " bytes do not fit one entry");
    }
    CRC32C crc = new CRC32C();
    write(chunk, crc::update);
    return new EntryHeader(offset, bodyBytes, chunk.records(), (int) crc.getValue());
  }

  void write(Chunk chunk, PieceWriter out) throws IOException {
    sizes.clear();
    for (int record = 0; record < chunk.records(); record++) {
      if (!sizes.hasRemaining()) {
        out.write(sizes.flip());
        sizes.clear();
      }
      sizes.putInt(chunk.recordBytes(record));
    }
    out.write(sizes.flip());
    ByteBuffer content = chunk.content();
    int end = content.limit();
    while (content.position() < end) {
      content.limit(Math.min(end, content.position() + PIECE_BYTES));
      out.write(content);
    }
  }
}

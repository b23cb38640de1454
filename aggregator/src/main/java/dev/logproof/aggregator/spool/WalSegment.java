package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import java.io.IOException;

/**
 * WAL segment, published before its first entry. Confined to the log's thread; the copies it
 * returns are thread-safe.
 */
record WalSegment(SpoolWriter writer, SpoolFile file) {
  /** The chunk becomes durable with {@link #force}. */
  SpoolFile.Copy append(Chunk chunk) throws IOException {
    return file.hold(writer.append(chunk));
  }

  void force() throws IOException {
    writer.force();
  }

  long sizeBytes() {
    return writer.sizeBytes();
  }

  /** The file is removed after its last entry ends. */
  void complete() throws IOException {
    try {
      writer.close();
    } finally {
      file.complete(Damage.NONE);
    }
  }
}

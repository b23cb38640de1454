package dev.logproof.aggregator.spool.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file open for appending. Confined to one thread at a time. */
public interface WritableFile extends AutoCloseable {
  /** Appends all remaining bytes; after a failure some of them may be in the file. */
  void write(ByteBuffer bytes) throws IOException;

  /** Cuts the file to {@code bytes}, and appends from there. */
  void truncate(long bytes) throws IOException;

  /** Makes the contents durable. */
  void force() throws IOException;

  /** Returns the size in bytes. */
  long size() throws IOException;

  @Override
  void close() throws IOException;
}

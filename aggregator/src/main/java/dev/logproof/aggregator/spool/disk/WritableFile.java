package dev.logproof.aggregator.spool.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** File open for appending. Confined to one thread at a time. */
public interface WritableFile extends AutoCloseable {
  /** Appends all remaining bytes; a failure may leave some of them. */
  void write(ByteBuffer bytes) throws IOException;

  /** Truncates the file to {@code bytes}, where appending continues. */
  void truncate(long bytes) throws IOException;

  /** Makes the contents durable. */
  void force() throws IOException;

  /** Returns the size in bytes. */
  long size() throws IOException;

  @Override
  void close() throws IOException;
}

package dev.logproof.aggregator.spool.disk;

import java.io.IOException;

/** File open for reading at any offset. Confined to one thread at a time. */
public interface ReadableFile extends AutoCloseable {
  /** Returns the size in bytes. */
  long size() throws IOException;

  /**
   * Reads {@code length} bytes at {@code offset} into {@code target} at {@code start}.
   *
   * @throws java.io.EOFException if the file ends earlier
   */
  void read(long offset, byte[] target, int start, int length) throws IOException;

  @Override
  void close() throws IOException;
}

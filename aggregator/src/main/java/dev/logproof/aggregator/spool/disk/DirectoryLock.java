package dev.logproof.aggregator.spool.disk;

import java.io.IOException;

/** A lock on a directory, released when closed. Thread-safe. */
public interface DirectoryLock extends AutoCloseable {
  @Override
  void close() throws IOException;
}

package dev.logproof.aggregator.spool.disk;

import java.io.IOException;

/** Lock on a directory, released by {@link #close}. Thread-safe. */
public interface DirectoryLock extends AutoCloseable {
  @Override
  void close() throws IOException;
}

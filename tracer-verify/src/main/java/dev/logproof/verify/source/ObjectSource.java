package dev.logproof.verify.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** A destination that keeps objects. Thread-safe. */
public interface ObjectSource extends AutoCloseable {
  /** The objects last modified at {@code since} or later. */
  List<StoredObject> list(Instant since) throws IOException;

  /** The bytes of one, as stored. */
  InputStream open(StoredObject object) throws IOException;

  @Override
  void close();
}

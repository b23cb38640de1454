package dev.logproof.verify.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** A destination that stores objects. Thread-safe. */
public interface ObjectSource extends AutoCloseable {
  /** Extent of a listing. */
  enum Listing {
    /**
     * Skips folders dated long before the given time. May miss very late objects or folders named
     * in another time zone.
     */
    RECENT_FOLDERS,
    ALL_FOLDERS
  }

  /**
   * Lists the objects last modified at {@code since} or later. With unreliable times, {@link
   * Listing#ALL_FOLDERS} includes older objects.
   */
  List<StoredObject> list(Instant since, Listing listing) throws IOException;

  /** Whether object times are write times; copies may have others. */
  default boolean hasTrueTimes() {
    return true;
  }

  /**
   * Opens the stored bytes of exactly the listed version.
   *
   * @throws GoneException if the object is no longer, or not yet, there
   */
  InputStream open(StoredObject object) throws IOException;

  /** A listed object is missing; it may still be being written. */
  final class GoneException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for {@code key}. */
    public GoneException(String key, Throwable cause) {
      super("object " + key + " is gone", cause);
    }
  }

  @Override
  void close();
}

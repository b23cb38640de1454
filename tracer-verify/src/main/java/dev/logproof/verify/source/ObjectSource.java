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
     * Skips folders dated long before the given time. May miss an object that was written very late
     * or whose folder is named in another time zone.
     */
    RECENT_FOLDERS,
    /** Lists every object. */
    ALL_FOLDERS
  }

  /**
   * Lists the objects last modified at {@code since} or later. If times are not reliable, {@link
   * Listing#ALL_FOLDERS} includes older objects.
   */
  List<StoredObject> list(Instant since, Listing listing) throws IOException;

  /** True if the time of an object is its write time; copies may have another. */
  default boolean hasTrueTimes() {
    return true;
  }

  /**
   * Opens the stored bytes of exactly the listed version.
   *
   * @throws GoneException if the object is no longer, or not yet, there
   */
  InputStream open(StoredObject object) throws IOException;

  /** An object was listed but is missing: a store may list objects that are still being written. */
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

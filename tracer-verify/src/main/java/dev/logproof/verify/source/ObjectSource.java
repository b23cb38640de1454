package dev.logproof.verify.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** A destination that keeps objects. Thread-safe. */
public interface ObjectSource extends AutoCloseable {
  /** How thoroughly to list. */
  enum Listing {
    /**
     * Passes over folders that are named after hours long gone. An object that came very late, or
     * whose folder is named in another time zone, may be missed.
     */
    RECENT_FOLDERS,
    /** Looks at every object there is. */
    ALL_FOLDERS
  }

  /**
   * The objects last modified at {@code since} or later. Where times say little, {@link
   * Listing#ALL_FOLDERS} has those from before too.
   */
  List<StoredObject> list(Instant since, Listing listing) throws IOException;

  /** True when an object's time is when it was written; copying may give it another. */
  default boolean hasTrueTimes() {
    return true;
  }

  /**
   * The bytes of one, as stored, of exactly the version that was listed.
   *
   * @throws GoneException when it is not there any more, or not yet
   */
  InputStream open(StoredObject object) throws IOException;

  /** An object was listed and is not there: a store may list what is still being written. */
  final class GoneException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names the object. */
    public GoneException(String key, Throwable cause) {
      super("object " + key + " is gone", cause);
    }
  }

  @Override
  void close();
}

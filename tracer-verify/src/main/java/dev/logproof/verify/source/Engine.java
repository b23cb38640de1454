package dev.logproof.verify.source;

import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Finds the tracers at a destination. Every engine reports to a {@link TracerCheck}, so that all
 * lead to the same verdict. Called by one thread.
 */
public interface Engine extends AutoCloseable {
  /** Name of the engine on the command line. */
  String name();

  /**
   * Reads the current state of the destination.
   *
   * @param since older data may be skipped
   * @param goOn polled repeatedly; false ends the scan early
   * @return the amount of new data since the last call; 0 if nothing changed
   * @throws IOException if the destination cannot be read
   */
  int look(Instant since, ObjectSource.Listing listing, BooleanSupplier goOn)
      throws IOException, InterruptedException;

  /** Findings of the last scan; an engine may create a new check for each scan. */
  TracerCheck check();

  /** False if {@link #check} is older than the data that the last scan saw. */
  default boolean isCurrent() {
    return true;
  }

  /** Remarks about how the destination was read, human-readable. */
  default List<String> notes() {
    return List.of();
  }

  /** Reasons not to trust the findings; empty if there are none. */
  default List<String> doubts() {
    return List.of();
  }

  /** Data at the destination that the last scan did not read; empty if it read everything. */
  default List<String> unread() {
    return List.of();
  }

  /** Write time of the newest data seen. */
  Instant newest();

  /** Number of objects or documents read. */
  long objects();

  /** Number of bytes read, uncompressed where that is known. */
  long bytes();

  @Override
  void close();
}

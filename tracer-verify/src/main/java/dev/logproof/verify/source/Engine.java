package dev.logproof.verify.source;

import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Finds the tracers at a destination and reports them to a {@link TracerCheck}. Called by one
 * thread.
 */
public interface Engine extends AutoCloseable {
  /** Name on the command line. */
  String name();

  /**
   * Reads the current state of the destination.
   *
   * @param since older data may be skipped
   * @param goOn polled; false ends the scan early
   * @return amount of new data since the last call
   */
  int look(Instant since, ObjectSource.Listing listing, BooleanSupplier goOn)
      throws IOException, InterruptedException;

  /** Findings of the last scan; each scan may create a new check. */
  TracerCheck check();

  /** False if {@link #check} is older than the data last seen. */
  default boolean isCurrent() {
    return true;
  }

  /** Remarks about how the destination was read. */
  default List<String> notes() {
    return List.of();
  }

  /** Reasons not to trust the findings. */
  default List<String> doubts() {
    return List.of();
  }

  /** Data that the last scan did not read. */
  default List<String> unread() {
    return List.of();
  }

  /** Write time of the newest data seen. */
  Instant newest();

  /** Number of objects or documents read. */
  long objects();

  /** Number of bytes read, uncompressed where known. */
  long bytes();

  @Override
  void close();
}

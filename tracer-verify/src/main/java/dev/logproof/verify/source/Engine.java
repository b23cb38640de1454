package dev.logproof.verify.source;

import dev.logproof.verify.check.TracerCheck;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A way of finding the tracers that a destination holds. Whatever the way, what it finds ends in a
 * {@link TracerCheck}, so that all of them lead to the same verdict. Called by one thread.
 */
public interface Engine extends AutoCloseable {
  /** As it is called on the command line. */
  String name();

  /**
   * Looks at the destination as it is now.
   *
   * @param since what was written earlier need not be looked at
   * @param goOn is asked every now and then; when it says no the rest is left
   * @return how much is new since the last look; 0 when nothing changed
   * @throws IOException when the destination cannot be read
   */
  int look(Instant since, ObjectSource.Listing listing, BooleanSupplier goOn)
      throws IOException, InterruptedException;

  /** What was found up to the last look; an engine may make a new one with each look. */
  TracerCheck check();

  /** False when what {@link #check} says is older than what the last look saw. */
  default boolean isCurrent() {
    return true;
  }

  /** What has to be known about how it looked, for people. */
  default List<String> notes() {
    return List.of();
  }

  /** What speaks against believing it; empty when nothing does. */
  default List<String> doubts() {
    return List.of();
  }

  /** What is at the destination and was not read by the last look; empty when everything was. */
  default List<String> unread() {
    return List.of();
  }

  /** When the newest thing seen was written. */
  Instant newest();

  /** Objects, or documents, looked at. */
  long objects();

  /** Bytes looked at, uncompressed where that is known. */
  long bytes();

  @Override
  void close();
}

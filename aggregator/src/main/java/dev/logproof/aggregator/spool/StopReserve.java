package dev.logproof.aggregator.spool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How long before the end of a stop the outputs of one disk have to begin spooling: what all of
 * them hold in memory, by the disk's rate, and a margin. While the rate is unknown, because the
 * disk may hang, at least half of the stop is left to delivery. Thread-safe.
 */
final class StopReserve {
  /** For requests that are cut off, and for the sync of the last file. */
  static final long MARGIN_MILLIS = 800;

  private static final long SAFETY_PERCENT = 150;

  private final DiskRate rate;
  private final List<OutputSpool> outputs = new CopyOnWriteArrayList<>();

  StopReserve(DiskRate rate) {
    this.rate = rate;
  }

  void add(OutputSpool output) {
    outputs.add(output);
  }

  /** Returns the time for spooling, of a stop of {@code stopMillis}. */
  long millis(long stopMillis) {
    long bytes = outputs.stream().mapToLong(OutputSpool::unsavedBytes).sum();
    double seconds = (double) bytes / rate.bytesPerSecond();
    long millis = MARGIN_MILLIS + (long) (seconds * 10 * SAFETY_PERCENT);
    return rate.isKnown() ? millis : Math.min(millis, stopMillis / 2);
  }
}

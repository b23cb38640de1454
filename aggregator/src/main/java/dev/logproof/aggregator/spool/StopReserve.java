package dev.logproof.aggregator.spool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Time that the outputs of one disk need for spooling at the end of a stop: the bytes they hold
 * only in memory at the disk's rate, plus a margin. While the rate is unknown, because the disk may
 * hang, delivery keeps at least half of the stop. Thread-safe.
 */
final class StopReserve {
  /** Margin for interrupting requests and for the sync of the last file, in milliseconds. */
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

  /** Returns the time to reserve for spooling in a stop of {@code stopMillis}, in milliseconds. */
  long millis(long stopMillis) {
    long bytes = outputs.stream().mapToLong(OutputSpool::unsavedBytes).sum();
    double seconds = (double) bytes / rate.bytesPerSecond();
    long millis = MARGIN_MILLIS + (long) (seconds * 10 * SAFETY_PERCENT);
    return rate.isKnown() ? millis : Math.min(millis, stopMillis / 2);
  }
}

package dev.logproof.aggregator.spool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Time to spool the bytes that the outputs of one disk hold only in memory, plus a margin. While
 * the disk's rate is unknown, delivery keeps at least half of the stop. Thread-safe.
 */
final class StopReserve {
  /** Time to interrupt requests and to sync the last file. */
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

  void remove(OutputSpool output) {
    outputs.remove(output);
  }

  long millis(long stopMillis) {
    long bytes = outputs.stream().mapToLong(OutputSpool::unsavedBytes).sum();
    double seconds = (double) bytes / rate.bytesPerSecond();
    long millis = MARGIN_MILLIS + (long) (seconds * 10 * SAFETY_PERCENT);
    return rate.isKnown() ? millis : Math.min(millis, stopMillis / 2);
  }
}

package dev.logproof.aggregator.spool;

/** Region of a spool file, in file order. */
public sealed interface SpoolRegion {
  /** Entry with an intact header and a complete body, which may be damaged. */
  record Entry(EntryHeader header) implements SpoolRegion {}

  /** Entry with an intact header whose body is truncated by the end of the file. */
  record CutEntry(EntryHeader header) implements SpoolRegion {}

  /** Bytes without an intact entry header. */
  record Unreadable(long offset, long bytes) implements SpoolRegion {}
}

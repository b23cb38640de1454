package dev.logproof.aggregator.spool;

/** Region of a spool file. */
public sealed interface SpoolRegion {
  /** Entry with an intact header; its body may be damaged. */
  record Entry(EntryHeader header) implements SpoolRegion {}

  /** Entry with an intact header and a truncated body. */
  record CutEntry(EntryHeader header) implements SpoolRegion {}

  /** Bytes without an intact entry header. */
  record Unreadable(long offset, long bytes) implements SpoolRegion {}
}

package dev.logproof.aggregator.spool;

/** A part of a spool file, in the order of the file. */
public sealed interface SpoolRegion {
  /** An entry whose header is intact and whose body is complete, though perhaps damaged. */
  record Entry(EntryHeader header) implements SpoolRegion {}

  /** An entry whose header is intact and whose body ends with the file. */
  record CutEntry(EntryHeader header) implements SpoolRegion {}

  /** Bytes in which no entry begins. */
  record Unreadable(long offset, long bytes) implements SpoolRegion {}
}

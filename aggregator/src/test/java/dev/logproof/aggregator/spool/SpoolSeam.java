package dev.logproof.aggregator.spool;

/** Fault injection points of write-ahead log, spool and replay. */
public enum SpoolSeam {
  CREATE,
  WRITE,
  FORCE,
  RENAME,
  SYNC_DIRECTORY,
  MARK,
  OPEN,
  READ,
  DELETE
}

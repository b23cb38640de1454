package dev.logproof.verify.verdict;

/** How the scan of the destination ended. */
public enum ScanEnd {
  SETTLED,
  TIMED_OUT,
  /** A signal arrived. */
  STOPPED
}

package dev.logproof.verify.verdict;

import java.util.List;

/**
 * What is known about the evidence itself.
 *
 * @param invalid why runs do not count at all, such as a missed rate; empty when they do
 * @param cutOff runs whose journal has no end
 * @param objectsScanned at the destination
 * @param end how the scan ended
 */
public record Evidence(
    List<String> invalid, List<String> cutOff, long objectsScanned, ScanEnd end) {
  /** Copies the lists. */
  public Evidence {
    invalid = List.copyOf(invalid);
    cutOff = List.copyOf(cutOff);
  }

  /** How looking at the destination came to its end. */
  public enum ScanEnd {
    /** It had been stable long enough. */
    SETTLED,
    /** It never was, and time was up. */
    TIMED_OUT,
    /** A signal arrived. */
    STOPPED
  }
}

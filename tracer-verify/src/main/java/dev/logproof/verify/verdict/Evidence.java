package dev.logproof.verify.verdict;

import java.util.List;

/**
 * What is known about the evidence itself.
 *
 * @param invalid why nothing can be said, such as a missed rate, or engines that disagree; empty
 *     when nothing stands in the way
 * @param cutOff runs whose journal has no end
 * @param notes what else has to be known
 * @param objectsScanned at the destination
 * @param end how the scan ended
 */
public record Evidence(
    List<String> invalid,
    List<String> cutOff,
    List<String> notes,
    long objectsScanned,
    ScanEnd end) {
  /** Copies the lists. */
  public Evidence {
    invalid = List.copyOf(invalid);
    cutOff = List.copyOf(cutOff);
    notes = List.copyOf(notes);
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

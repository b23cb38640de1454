package dev.logproof.verify.verdict;

import java.util.List;

/**
 * Quality of the evidence, with human-readable reasons.
 *
 * @param invalid why no conclusion is possible, such as a missed rate
 * @param cutOff runs whose journal has no end
 */
public record Evidence(
    List<String> invalid,
    List<String> cutOff,
    List<String> silent,
    List<String> unread,
    List<String> notes,
    long objectsScanned,
    ScanEnd end) {
  /** Makes the lists immutable. */
  public Evidence {
    invalid = List.copyOf(invalid);
    cutOff = List.copyOf(cutOff);
    silent = List.copyOf(silent);
    unread = List.copyOf(unread);
    notes = List.copyOf(notes);
  }

  boolean isIncomplete() {
    return end != ScanEnd.SETTLED || !unread.isEmpty();
  }
}

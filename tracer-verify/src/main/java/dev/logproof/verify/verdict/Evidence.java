package dev.logproof.verify.verdict;

import java.util.List;

/**
 * What is known about the evidence itself. The lists hold reasons, for people.
 *
 * @param invalid why nothing can be said, such as a missed rate, or engines that disagree
 * @param cutOff runs whose journal has no end
 * @param silent runs that sent no tracer
 * @param unread what the destination holds that was not read
 * @param notes what else has to be known
 * @param objectsScanned at the destination
 * @param end how the scan ended
 */
public record Evidence(
    List<String> invalid,
    List<String> cutOff,
    List<String> silent,
    List<String> unread,
    List<String> notes,
    long objectsScanned,
    ScanEnd end) {
  /** Copies the lists. */
  public Evidence {
    invalid = List.copyOf(invalid);
    cutOff = List.copyOf(cutOff);
    silent = List.copyOf(silent);
    unread = List.copyOf(unread);
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

  /** True when tracers may be at the destination, or arrive there, that were not read. */
  boolean isIncomplete() {
    return end != ScanEnd.SETTLED || !unread.isEmpty();
  }
}

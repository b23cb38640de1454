package dev.logproof.verify.verdict;

import java.util.List;

/**
 * Quality of the evidence; the lists hold human-readable reasons.
 *
 * @param invalid reasons why no conclusion is possible, such as a missed rate or disagreeing
 *     engines
 * @param cutOff runs whose journal has no end
 * @param silent runs that sent no tracer
 * @param unread data at the destination that was not read
 * @param notes other remarks
 * @param objectsScanned number of objects read at the destination
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
  /** Makes the lists immutable. */
  public Evidence {
    invalid = List.copyOf(invalid);
    cutOff = List.copyOf(cutOff);
    silent = List.copyOf(silent);
    unread = List.copyOf(unread);
    notes = List.copyOf(notes);
  }

  /** How the scan of the destination ended. */
  public enum ScanEnd {
    /** The destination was stable long enough. */
    SETTLED,
    /** The timeout expired before the destination was stable. */
    TIMED_OUT,
    /** A signal arrived. */
    STOPPED
  }

  /** True if unread tracers may be at the destination or still arrive there. */
  boolean isIncomplete() {
    return end != ScanEnd.SETTLED || !unread.isEmpty();
  }
}

package dev.logproof.verify.verdict;

import java.util.List;

/**
 * Quality of the evidence, with human-readable reasons.
 *
 * @param invalid why no conclusion is possible, such as a missed rate
 * @param cutOff runs whose journal has no end
 * @param silent runs that sent nothing
 */
public record Evidence(
    List<String> invalid, List<String> cutOff, List<String> silent, Scanned scanned) {
  /** Makes the lists immutable. */
  public Evidence {
    invalid = List.copyOf(invalid);
    cutOff = List.copyOf(cutOff);
    silent = List.copyOf(silent);
  }

  /**
   * What was read of the destination.
   *
   * @param unread data that the scan did not read
   */
  public record Scanned(List<String> unread, List<String> notes, long objects, ScanEnd end) {
    /** Makes the lists immutable. */
    public Scanned {
      unread = List.copyOf(unread);
      notes = List.copyOf(notes);
    }

    /** All objects up to {@code end} were read, and there is nothing to note. */
    public static Scanned whole(long objects, ScanEnd end) {
      return new Scanned(List.of(), List.of(), objects, end);
    }

    boolean isIncomplete() {
      return end != ScanEnd.SETTLED || !unread.isEmpty();
    }
  }
}
